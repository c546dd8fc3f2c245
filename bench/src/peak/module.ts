/**
 * A WebAssembly module that does nothing but 128-bit multiplications and additions, written byte by byte so that no compiler can
 * change it: `run(n)` goes UNROLL · n times over `chains` independent accumulators a_k of four float32 each.
 */

/**
 * "mul + add": a_k ← a_k · x + y in two instructions. "mul beside add": every other a_k ← a_k · x, the rest a_k ← a_k + y, so that
 * none waits for the other. "relaxed madd": a_k ← a_k · x + y in the one relaxed instruction, fused where the processor can.
 */
export type Kind = "mul + add" | "mul beside add" | "relaxed madd";

// one loop branch for so many multiply-adds of each chain
const UNROLL = 8;

/** Floating-point operations of one n: 4 lanes, one or both of a multiplication and an addition each. */
export const flopsAnIteration = (chains: number, kind: Kind): number =>
  4 * (kind === "mul beside add" ? 1 : 2) * chains * UNROLL;

export function peakModule(chains: number, kind: Kind): Uint8Array<ArrayBuffer> {
  const [n, accumulator, x, y] = [0, (k: number) => 1 + k, 1 + chains, 2 + chains];
  const splat = (bytes: readonly number[]) => [0x43, ...bytes, ...simd(0x13)]; // f32.const, f32x4.splat
  const half = splat([0, 0, 0, 0x3f]);
  // ½ · ½ + ½ … tends to 1; ½ · 1 stays ½: nothing overflows or becomes subnormal
  const factor = kind === "mul beside add" ? splat([0, 0, 0x80, 0x3f]) : half;
  const set = [
    ...range(chains).map((k) => [...half, 0x21, accumulator(k)]),
    [...factor, 0x21, x],
    [...half, 0x21, y],
  ].flat();
  const mul = [0x20, x, ...simd(0xe6)];
  const add = [0x20, y, ...simd(0xe4)];
  const madd = [0x20, x, 0x20, y, ...simd(0x105)];
  const work = (k: number) => {
    if (kind === "relaxed madd") return madd;
    if (kind === "mul + add") return [...mul, ...add];
    return k % 2 ? add : mul;
  };
  const multiplyAdd = (k: number) => [0x20, accumulator(k), ...work(k), 0x21, accumulator(k)];
  const all = range(chains).flatMap(multiplyAdd);
  const loop = [
    ...[0x03, 0x40], // loop
    ...range(UNROLL).flatMap(() => all),
    ...[0x20, n, 0x41, 0x01, 0x6b, 0x22, n, 0x0d, 0x00, 0x0b], // br_if 0 (local.tee n (n − 1)), end
  ];
  // every accumulator takes part in the result, so none can be left out
  const sum = range(chains).flatMap((k) => [0x20, accumulator(k), ...(k > 0 ? simd(0xe4) : [])]);
  const body = [0x01, ...leb(chains + 2), 0x7b, ...set, ...loop, ...sum, ...simd(0x1f), 0x00, 0x0b]; // f32x4.extract_lane 0
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [0x01, 0x60, 0x01, 0x7f, 0x01, 0x7d]), // (i32) → f32
    ...section(3, [0x01, 0x00]),
    ...section(7, [0x01, 0x03, ...new TextEncoder().encode("run"), 0x00, 0x00]),
    ...section(10, [0x01, ...leb(body.length), ...body]),
  ]);
}

const range = (count: number) => Array.from({ length: count }, (_, k) => k);
const simd = (opcode: number) => [0xfd, ...leb(opcode)];
const section = (id: number, content: readonly number[]) => [id, ...leb(content.length), ...content];

/** Unsigned LEB128. */
function leb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest ? low | 0x80 : low);
  } while (rest);
  return bytes;
}
