import { loadBackend } from "@deltarule/backends";
import type { Backend } from "@deltarule/core";

/** A backend as the command line names it: "cpu", "cpu:arithmetic=portable", "./mine.js:threads=2,mode=fast". */
export function openBackend(specifier: string): Promise<Backend> {
  // a colon alone says nothing: C:\mine.js has one
  const [, name = specifier, list = ""] = /^(.+?):([\w-]+=.*)$/.exec(specifier) ?? [];
  const pairs = list.split(",").flatMap((pair) => {
    const [option, value] = pair.split("=");
    return option && value ? [[option, typed(value)] as const] : [];
  });
  return loadBackend(name, pairs.length ? Object.fromEntries(pairs) : undefined);
}

function typed(value: string): string | number | boolean {
  if (value === "true" || value === "false") return value === "true";
  return Number.isNaN(Number(value)) ? value : Number(value);
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
