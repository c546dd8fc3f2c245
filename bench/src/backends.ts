import { loadBackend } from "@deltarule/backends";
import type { Backend } from "@deltarule/core";

/** A backend and how it computes, as the command line writes it: "cpu", or "cpu:portable". */
export function openBackend(specifier: string): Promise<Backend> {
  const [name = "", arithmetic] = specifier.split(/:(?=\w+$)/);
  return loadBackend(name, arithmetic ? { arithmetic } : undefined);
}

/** Those that run something of their own: "cpu:portable" is "cpu" where the engine lacks relaxed SIMD. */
export async function distinctBackends(specifiers: readonly string[]): Promise<string[]> {
  const devices = new Map<string, string>();
  for (const specifier of specifiers) {
    const backend = await openBackend(specifier);
    const device = `${backend.name}: ${backend.facts.device}`;
    if (!devices.has(device)) devices.set(device, specifier);
    await backend.close();
  }
  return [...devices.values()];
}
