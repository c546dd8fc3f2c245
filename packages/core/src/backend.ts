/** The contract between the trainer and whatever computes: a file without logic. `checked` holds callers to it, @deltarule/conformance holds backends to it. */

export type Values = Float32Array | Float64Array;

/** A rows × cols matrix, row-major, in a backend's memory. Only its shape is public. Rows are samples; a weight matrix is I × J, one row an input unit. */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
}

/** Where a layer's error comes from: a target (output layer) or the layer above (hidden layer). */
export type ErrorSource<M> = { readonly target: M } | { readonly error: M };

/** What a backend declares about itself; the conformance suite holds it to it. */
export interface Facts {
  /** What really runs: "WASM SIMD (relaxed), 1 thread", "WebGL2: ANGLE (…)". */
  readonly device: string;
  readonly precision: "f16" | "f32" | "f64";
  /** The same bits again on the same device. */
  readonly deterministic: boolean;
  /** NaN and ±∞ behave as IEEE 754 says. */
  readonly nonFinite: boolean;
  /** Largest error of sigmoid, in units in the last place. */
  readonly sigmoidUlp: number;
}

/**
 * Operations and runs take effect in call order and may return before the work is done; only `read` and `run` wait. Every call
 * copies the arrays that it is given before it returns. `out` is never an input. A call may throw BACKEND_FAILED at once, with
 * nothing changed; a queued one that fails makes the backend failed for good: every waiting or later `read` and `run` rejects
 * with BACKEND_FAILED, `free` and `close` still work.
 */
export interface Backend<M extends Matrix = Matrix> {
  readonly contract: 1;
  /** "cpu", "workers", "gpujs", … */
  readonly name: string;
  readonly facts: Facts;

  /** Zeros, or a copy of values. */
  matrix(rows: number, cols: number, values?: Values): M;
  write(m: M, values: Values): void;
  /** out_r = source_rows[r] */
  gather(source: M, rows: Uint32Array, out: M): void;
  /** A copy, as of this call's place in the order. */
  read(m: M): Promise<Values>;
  free(m: M): void;

  /** net_j = Σ_i w_ji a_i (+ b_j), and the sums of the backward pass: out = alpha·a·b (+ bias) + beta·out */
  matmul(a: M, b: M, out: M, options?: MatmulOptions<M>): void;
  /** a_j = 1 / (1 + e^(−net_j)) */
  sigmoid(net: M, out: M): void;
  /** δ_k = (t_k − a_k) a_k (1 − a_k) from a target; δ_j = error_j a_j (1 − a_j) from the layer above */
  delta(a: M, source: ErrorSource<M>, out: M): void;
  /** w ← w + rate·step */
  update(w: M, step: M, rate: number): void;
  /** out_r ← out_r + ½ Σ_k (t_k − a_k)²   (n × 1) */
  squaredError(a: M, target: M, out: M): void;

  /** Undefined: let the interpreter run it (or it has an instruction that this backend does not know). */
  compile?(program: Program<M>): Compiled | undefined;
  /** Waits for all earlier calls. */
  close(): Promise<void>;
}

export interface MatmulOptions<M> {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  /** 1 × cols, added to every row. */
  readonly bias?: M;
  /** 1 by default. */
  readonly alpha?: number;
  /** 0 by default: out need not be finite then. */
  readonly beta?: number;
}

/** Repeats a program for each batch of sample indices in order (a multiple of batchSize). */
export interface Compiled {
  run(call: { readonly order: Uint32Array; readonly rate: number }): Promise<void>;
  free(): void;
}

/** A plug-in's default export. */
export type CreateBackend<O = object> = (options?: O) => Promise<Backend>;

/** A number, or a multiple of the rate that the run gives: multiple · rate in float64, rounded once to the backend's precision. */
export type Scalar = number | { readonly rate: number };

/** Rows are samples; only a matmul with transposeA mixes them. */
export type Instruction<M> =
  | { readonly op: "gather"; readonly source: M; readonly out: M }
  | {
      readonly op: "matmul";
      readonly a: M;
      readonly b: M;
      readonly out: M;
      readonly transposeA?: boolean;
      readonly transposeB?: boolean;
      readonly bias?: M;
      readonly alpha?: Scalar;
      readonly beta?: number;
    }
  | { readonly op: "sigmoid"; readonly net: M; readonly out: M }
  | { readonly op: "delta"; readonly a: M; readonly source: ErrorSource<M>; readonly out: M }
  | { readonly op: "squaredError"; readonly a: M; readonly target: M; readonly out: M }
  | { readonly op: "update"; readonly w: M; readonly step: M; readonly rate: Scalar };

/** A training step, or any other fixed list of operations, as data. */
export interface Program<M> {
  readonly batchSize: number;
  readonly instructions: readonly Instruction<M>[];
  /** Contents undefined after a run: a backend may fuse what writes and reads them. */
  readonly scratch: ReadonlySet<M>;
}
