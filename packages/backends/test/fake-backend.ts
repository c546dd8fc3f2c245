import { type Backend, type Checked, checked, type Matrix } from "@deltarule/core";

/** A clock that only fake backends move. */
export interface FakeClock {
  now(): number;
  advance(milliseconds: number): void;
}

export function fakeClock(): FakeClock {
  let time = 0;
  return {
    now: () => time,
    advance(milliseconds) {
      time += milliseconds;
    },
  };
}

/** Milliseconds of a run of so many steps of so many rows. */
export type Speed = (steps: number, rows: number) => number;

export interface Fake {
  readonly backend: Checked;
  /** What it was asked to run: rows a step, steps. */
  readonly runs: (readonly [rows: number, steps: number])[];
  readonly live: Set<Matrix>;
  closed: boolean;
}

/** A backend that computes nothing and takes the time that it is told to take. */
export function fakeBackend(clock: FakeClock, speed: Speed, device = "none"): Fake {
  const nothing = () => {};
  const backend: Backend = {
    contract: 1,
    name: "fake",
    facts: { device, precision: "f32", deterministic: true, nonFinite: true, sigmoidUlp: 1 },
    matrix(rows, cols) {
      const m = { rows, cols };
      fake.live.add(m);
      return m;
    },
    write: nothing,
    gather: nothing,
    read: async ({ rows, cols }) => new Float32Array(rows * cols),
    free: (m) => fake.live.delete(m),
    matmul: nothing,
    sigmoid: nothing,
    delta: nothing,
    update: nothing,
    squaredError: nothing,
    compile: ({ batchSize }) => ({
      async run({ order }) {
        const steps = order.length / batchSize;
        fake.runs.push([batchSize, steps]);
        clock.advance(speed(steps, batchSize));
      },
      free: nothing,
    }),
    async close() {
      fake.closed = true;
    },
  };
  const fake: Fake = { backend: checked(backend), runs: [], live: new Set(), closed: false };
  return fake;
}
