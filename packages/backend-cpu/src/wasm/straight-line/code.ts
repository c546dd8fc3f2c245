/**
 * WebAssembly code as bytes: the few instructions that straight-line programs are made of (WebAssembly 2.0 and relaxed SIMD, chapter 5).
 * Nested, so that a larger expression holds its parts and doesn't copy them; `moduleOf` makes it flat once.
 */
export type Code = readonly (number | Code)[];

/** Unsigned and signed LEB128 */
export function unsigned(n: number): number[] {
  const bytes: number[] = [];
  let rest = n;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low | 128 : low);
  } while (rest > 0);
  return bytes;
}

function signed(n: number): Code {
  const bytes: number[] = [];
  // addresses above 2³¹ are negative to i32.const
  let rest = n | 0;
  for (;;) {
    const low = rest & 127;
    rest >>= 7;
    if ((rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0)) return [...bytes, low];
    bytes.push(low | 128);
  }
}

const simd = (opcode: number): Code => [0xfd, unsigned(opcode)];
const binary =
  (opcode: number) =>
  (x: Code, y: Code): Code => [x, y, simd(opcode)];
const ternary =
  (opcode: number) =>
  (x: Code, y: Code, z: Code): Code => [x, y, z, simd(opcode)];

export const get = (local: number): Code => [0x20, unsigned(local)];
export const set = (local: number, value: Code): Code => [value, 0x21, unsigned(local)];
export const i32 = (n: number): Code => [0x41, signed(n)];
export const addI32 = (x: Code, y: Code): Code => [x, y, 0x6a];
export const subI32 = (x: Code, y: Code): Code => [x, y, 0x6b];
export const mulI32 = (x: Code, y: Code): Code => [x, y, 0x6c];
export const lessThanI32 = (x: Code, y: Code): Code => [x, y, 0x48];
export const loadI32 = (address: Code, offset = 0): Code => [address, 0x28, 2, unsigned(offset)];
/** Repeats the body while what it leaves is not 0. */
export const repeat = (body: Code): Code => [0x03, 0x40, body, 0x0d, 0, 0x0b];

export const load = (address: Code, offset = 0): Code => [address, simd(0), 4, unsigned(offset)];
export const loadSplat = (address: Code): Code => [address, simd(9), 2, 0];
export const store = (address: Code, value: Code, offset = 0): Code => [address, value, simd(11), 4, unsigned(offset)];

export const add = binary(0xe4);
export const sub = binary(0xe5);
export const mul = binary(0xe6);
export const div = binary(0xe7);
export const pmax = binary(0xeb);
export const lessThan = binary(0x43);
export const and = binary(0x4e);
export const or = binary(0x50);
export const addInts = binary(0xae);
export const subInts = binary(0xb1);
export const bitselect = ternary(0x52);
export const relaxedMadd = ternary(0x105);
export const shiftLeft = (x: Code, bits: number): Code => [x, i32(bits), simd(0xab)];
export const shiftRight = (x: Code, bits: number): Code => [x, i32(bits), simd(0xac)];

/** Four lanes out of those of x (0 to 3) and of y (4 to 7) */
export const shuffle = (x: Code, y: Code, lanes: readonly [number, number, number, number]): Code => [
  x,
  y,
  simd(13),
  lanes.map((lane) => [4 * lane, 4 * lane + 1, 4 * lane + 2, 4 * lane + 3]),
];

export const floats = (x: number): Code => constant(new Float32Array(4).fill(x));
export const ints = (...lanes: number[]): Code =>
  constant(Int32Array.from({ length: 4 }, (_, lane) => lanes[lane % lanes.length]!));
const constant = (lanes: Float32Array | Int32Array): Code => [simd(12), Array.from(new Uint8Array(lanes.buffer))];

function flat(code: Code, bytes: number[] = []): number[] {
  for (const item of code) {
    if (typeof item === "number") bytes.push(item);
    else flat(item, bytes);
  }
  return bytes;
}

const section = (id: number, content: Code): Code => [id, unsigned(flat(content).length), content];
const name = (text: string): Code => [unsigned(text.length), Array.from(new TextEncoder().encode(text))];

/** A module that imports env.memory and exports `run(order, batches)`; its locals are those two, a third i32, and vectors. */
export function moduleOf(body: Code, vectors: number): Uint8Array<ArrayBuffer> {
  const [I32, V128] = [0x7f, 0x7b];
  const code = flat([2, 1, I32, unsigned(vectors), V128, body, 0x0b]);
  const size = unsigned(code.length);
  const before = flat([
    [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    section(1, [1, 0x60, 2, I32, I32, 0]),
    section(2, [1, name("env"), name("memory"), 2, 0, 0]),
    section(3, [1, 0]),
    section(7, [1, name("run"), 0, 0]),
    [10, unsigned(1 + size.length + code.length), 1, size],
  ]);
  const module = new Uint8Array(before.length + code.length);
  module.set(before);
  module.set(code, before.length);
  return module;
}
