const IMPORT = [1, 3, ...ascii("env"), 6, ...ascii("memory"), 2];
const ANY_SIZE = [0, 0];
// shared, at least 0 and at most 65,536 pages
const SHARED = [3, 0, 0x80, 0x80, 4];

/**
 * The same module for a shared memory: a module says whether the memory that it imports is shared, and nothing else in it differs, so that
 * one build serves both.
 */
export function withSharedMemory(module: Uint8Array): Uint8Array<ArrayBuffer> {
  const before = [2, IMPORT.length + ANY_SIZE.length, ...IMPORT, ...ANY_SIZE];
  const after = [2, IMPORT.length + SHARED.length, ...IMPORT, ...SHARED];
  const at = module.findIndex((_, start) => before.every((byte, i) => module[start + i] === byte));
  if (at < 0) throw new TypeError("the WebAssembly module imports no memory");
  return Uint8Array.from([...module.subarray(0, at), ...after, ...module.subarray(at + before.length)]);
}

function ascii(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}
