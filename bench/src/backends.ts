import { loadBackend, parseVariant } from "@deltarule/backends";
import type { Backend } from "@deltarule/core";

/** A backend as the command line names it: "cpu", "cpu:arithmetic=portable", "./mine.js:threads=2,mode=fast". */
export async function openBackend(specifier: string): Promise<Backend> {
  const { name, options } = parseVariant(specifier);
  return loadBackend(name, options);
}

/** Those that run something of their own: the portable arithmetic is the only one where the engine lacks relaxed SIMD. */
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
