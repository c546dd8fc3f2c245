import type { Instruction, Matrix, Program, Values } from "./backend.ts";
import type { Network } from "./network.ts";
import type { LayerValues } from "./training-state.ts";

/**
 * The derivation as instructions: one gradient step over a batch. Activation forward, error at the outputs, error carried back
 * through the weights, and then every weight moves by ε δ a. Every δ is computed with the weights from before the step.
 */
export interface StepOptions {
  /** Momentum α: each step adds α times the step before it. 0 by default. */
  readonly momentum?: number | undefined;
  /** Divide the weight change by the rows of the batch; by default it is their sum, as the derivation says. */
  readonly average?: boolean | undefined;
}

/** A layer's matrices on the backend; they outlive any program. Steps hold Σ δ_j a_i, or with momentum the last Δw. */
export interface LayerMatrices {
  readonly weights: Matrix;
  readonly bias: Matrix | undefined;
  readonly weightStep: Matrix;
  readonly biasStep: Matrix | undefined;
}

/** A training step for batches of one size, and the n × 1 matrix into which it adds each row's E. */
export interface TrainingProgram {
  readonly program: Program<Matrix>;
  readonly error: Matrix;
}

/** Makes a matrix; whoever passes it frees what it made. */
export type Allocate = (rows: number, cols: number, values?: Values) => Matrix;

/** A network's weights on a backend, with a step matrix beside each: of zeros, or of the steps to go on from. */
export function upload(allocate: Allocate, network: Network, steps?: readonly LayerValues[]): LayerMatrices[] {
  return network.layers.map(({ inputs, units, weights, bias }, l) => ({
    weights: allocate(inputs, units, weights),
    bias: bias && allocate(1, units, bias),
    weightStep: allocate(inputs, units, steps?.[l]?.weights),
    biasStep: bias && allocate(1, units, steps?.[l]?.bias),
  }));
}

/**
 * The training step for batches of n rows of `inputs` and `targets`. Programs for several batch sizes share the layers; whatever
 * has a row a sample is each program's own.
 */
export function trainingProgram(
  allocate: Allocate,
  layers: readonly LayerMatrices[],
  data: { readonly inputs: Matrix; readonly targets: Matrix },
  n: number,
  { momentum = 0, average = false }: StepOptions = {},
): TrainingProgram {
  const units = layers.map(({ weights }) => weights.cols);
  const input = allocate(n, data.inputs.cols);
  const target = allocate(n, data.targets.cols);
  const error = allocate(n, 1);
  const ones = allocate(n, 1, new Float64Array(n).fill(1));
  const net = units.map((J) => allocate(n, J));
  const a = units.map((J) => allocate(n, J));
  const above = units.slice(0, -1).map((J) => allocate(n, J));
  const delta = units.map((J) => allocate(n, J));
  const activationBelow = (l: number) => (l === 0 ? input : a[l - 1]!);
  const top = layers.length - 1;

  const batch: Instruction<Matrix>[] = [
    { op: "gather", source: data.inputs, out: input },
    { op: "gather", source: data.targets, out: target },
  ];

  /** net_j = Σ_i w_ji a_i + b_j, a_j = 1 / (1 + e^(−net_j))   n × J, layer by layer */
  const forward = layers.flatMap(({ weights, bias }, l) =>
    forwardLayer(activationBelow(l), weights, bias, net[l]!, a[l]!),
  );

  /** E = ½ Σ_k (t_k − a_k)², δ_k = (t_k − a_k) a_k (1 − a_k)   n × K */
  const output: Instruction<Matrix>[] = [
    { op: "squaredError", a: a[top]!, target, out: error },
    { op: "delta", a: a[top]!, source: { target }, out: delta[top]! },
  ];

  /** δ_j = (Σ_k δ_k w_kj) a_j (1 − a_j)   (n × K)(J × K)ᵀ → n × J, from the last hidden layer down */
  const hidden = above
    .map((sum, l): Instruction<Matrix>[] => [
      { op: "matmul", a: delta[l + 1]!, b: layers[l + 1]!.weights, out: sum, transposeB: true },
      { op: "delta", a: a[l]!, source: { error: sum }, out: delta[l]! },
    ])
    .reverse()
    .flat();

  /** Δw_ji = ε δ_j a_i summed over the batch   (n × I)ᵀ(n × J) → I × J; a bias is the weight from a unit whose a is always 1 */
  const epsilon = { rate: average ? 1 / n : 1 };
  const move = (activation: Matrix, deltaJ: Matrix, w: Matrix, step: Matrix): Instruction<Matrix>[] =>
    momentum
      ? [
          { op: "matmul", a: activation, b: deltaJ, out: step, transposeA: true, alpha: epsilon, beta: momentum },
          { op: "update", w, step, rate: 1 },
        ]
      : [
          { op: "matmul", a: activation, b: deltaJ, out: step, transposeA: true },
          { op: "update", w, step, rate: epsilon },
        ];
  const weightChange = layers.flatMap(({ weights, bias, weightStep, biasStep }, l) => [
    ...move(activationBelow(l), delta[l]!, weights, weightStep),
    ...(bias && biasStep ? move(ones, delta[l]!, bias, biasStep) : []),
  ]);

  const steps = layers.flatMap(({ weightStep, biasStep }) => (biasStep ? [weightStep, biasStep] : [weightStep]));
  return {
    program: {
      batchSize: n,
      instructions: [...batch, ...forward, ...output, ...hidden, ...weightChange],
      scratch: new Set([input, target, ...net, ...a, ...above, ...delta, ...(momentum ? [] : steps)]),
    },
    error,
  };
}

/** The forward pass alone, for batches of n rows of `inputs`; `outputs` holds a_k, n × K, of the last batch. */
export function forwardProgram(
  allocate: Allocate,
  layers: readonly Pick<LayerMatrices, "weights" | "bias">[],
  inputs: Matrix,
  n: number,
): { readonly program: Program<Matrix>; readonly outputs: Matrix } {
  const input = allocate(n, inputs.cols);
  const net = layers.map(({ weights }) => allocate(n, weights.cols));
  const a = layers.map(({ weights }) => allocate(n, weights.cols));
  const forward = layers.flatMap(({ weights, bias }, l) =>
    forwardLayer(l === 0 ? input : a[l - 1]!, weights, bias, net[l]!, a[l]!),
  );
  const outputs = a.at(-1)!;
  return {
    program: {
      batchSize: n,
      instructions: [{ op: "gather", source: inputs, out: input }, ...forward],
      scratch: new Set([input, ...net, ...a.slice(0, -1)]),
    },
    outputs,
  };
}

/** net_j = Σ_i w_ji a_i + b_j, a_j = 1 / (1 + e^(−net_j))   (n × I)(I × J) → n × J */
const forwardLayer = (
  below: Matrix,
  weights: Matrix,
  bias: Matrix | undefined,
  net: Matrix,
  a: Matrix,
): Instruction<Matrix>[] => [
  { op: "matmul", a: below, b: weights, out: net, ...(bias && { bias }) },
  { op: "sigmoid", net, out: a },
];
