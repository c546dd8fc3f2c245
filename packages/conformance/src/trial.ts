import type { Backend, Facts, Matrix, Values } from "@deltarule/core";
import { type Inputs, judge, judgeBits } from "./judge.ts";
import { type Precision, precisionOf } from "./precision.ts";
import type { Table } from "./reference.ts";
import { type Arithmetic, arithmetic, type Estimate } from "./tolerance.ts";

/** What a case works with. All that it makes here is freed or closed when it ends. */
export interface Trial {
  /** Shared by the cases of a run, and replaced once a case has failed on it. Cases don't close it. */
  readonly backend: Backend;
  readonly facts: Facts;
  readonly precision: Precision;
  /** The oracle's operations, with the bounds of the declared facts. */
  readonly arithmetic: Arithmetic;
  /** One more instance, for a case that closes it. */
  create(): Promise<Backend>;
  /** A matrix with these values, which are numbers of the declared precision. */
  put(values: Table): Matrix;
  /** A matrix of zeros. */
  make(rows: number, cols: number): Matrix;
  /** Reads a matrix and holds each element to its bound. */
  expect(what: string, m: Matrix, expected: Estimate, inputs?: Inputs): Promise<void>;
  /** Holds each element to its bound. */
  within(what: string, got: Values, expected: Estimate, inputs?: Inputs): void;
  /** Holds each element to the same number, bit for bit. */
  same(what: string, got: ArrayLike<number>, expected: ArrayLike<number>): void;
  /** Goes into the report, judged or not. */
  note(text: string): void;
}

export interface TrialRecord {
  /** The worst error so far as a fraction of its bound: more than 1 has failed. */
  worst: number;
  readonly notes: string[];
}

export interface OpenTrial {
  readonly trial: Trial;
  readonly record: TrialRecord;
  /** Frees the matrices and closes the instances. */
  end(): Promise<void>;
}

export function openTrial(backend: Backend, create: () => Promise<Backend>): OpenTrial {
  const record: TrialRecord = { worst: 0, notes: [] };
  const matrices: Matrix[] = [];
  const instances: Backend[] = [];
  const { facts } = backend;
  const keep = (m: Matrix) => {
    matrices.push(m);
    return m;
  };
  const within: Trial["within"] = (what, got, expected, inputs) => {
    const { worst, mismatch } = judge(what, got, expected, inputs);
    record.worst = Math.max(record.worst, worst);
    if (mismatch) throw new Error(mismatch);
  };

  return {
    record,
    trial: {
      backend,
      facts,
      precision: precisionOf(facts),
      arithmetic: arithmetic(facts),
      async create() {
        const instance = await create();
        instances.push(instance);
        return instance;
      },
      put: ({ rows, cols, values }) => keep(backend.matrix(rows, cols, values)),
      make: (rows, cols) => keep(backend.matrix(rows, cols)),
      within,
      async expect(what, m, expected, inputs) {
        within(what, await backend.read(m), expected, inputs);
      },
      same(what, got, expected) {
        const mismatch = judgeBits(what, got, expected);
        if (!mismatch) return;
        record.worst = Number.POSITIVE_INFINITY;
        throw new Error(mismatch);
      },
      note: (text) => record.notes.push(text),
    },
    async end() {
      for (const m of matrices.splice(0)) backend.free(m);
      await Promise.all(instances.splice(0).map((instance) => instance.close()));
    },
  };
}
