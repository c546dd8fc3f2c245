/**
 * The seeded generator: sfc32 (Chris Doty-Humphrey's Small Fast Counting generator, PractRand), seeded through splitmix32.
 * 32-bit integer arithmetic only, so a seed gives the same numbers on every engine.
 */
export interface Generator {
  /** Uniform in [0, 1), a multiple of 2⁻³². */
  uniform(): number;
  /** An integer in [0, n). */
  integer(n: number): number;
  /** Where it stands: `generator(state)` goes on from here. */
  state(): GeneratorState;
}

export type GeneratorState = readonly [a: number, b: number, c: number, counter: number];

/** A generator from a seed (any integer; its low 32 bits count), or one that goes on from an earlier state. */
export function generator(from: number | GeneratorState): Generator {
  // signed words stay in integer registers; a closure's variables would be boxed
  const words = new Int32Array(Uint32Array.from(typeof from === "number" ? seeded(from) : from));

  const next = () => {
    const b = words[1]!;
    const c = words[2]!;
    const t = (words[0]! + b + words[3]!++) | 0;
    words[0] = b ^ (b >>> 9);
    words[1] = c + (c << 3);
    words[2] = ((c << 21) | (c >>> 11)) + t;
    return t >>> 0;
  };
  // the state of a new seed is not well mixed yet
  if (typeof from === "number") for (let i = 0; i < 12; i++) next();

  const uniform = () => next() / 2 ** 32;
  return {
    uniform,
    integer: (n) => Math.floor(uniform() * n),
    state: () => [words[0]! >>> 0, words[1]! >>> 0, words[2]! >>> 0, words[3]! >>> 0],
  };
}

function seeded(seed: number): [number, number, number, number] {
  let s = seed >>> 0;
  const splitmix32 = () => {
    s = (s + 0x9e3779b9) >>> 0;
    let t = s ^ (s >>> 16);
    t = Math.imul(t, 0x21f0aaad);
    t ^= t >>> 15;
    t = Math.imul(t, 0x735a2d97);
    return (t ^ (t >>> 15)) >>> 0;
  };
  return [splitmix32(), splitmix32(), splitmix32(), 1];
}

/** Fisher–Yates, in place. */
export function shuffle(order: Uint32Array, { integer }: Generator): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = integer(i + 1);
    const kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
}
