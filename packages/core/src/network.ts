import { dense, type Samples } from "./dataset.ts";
import { DeltaruleError } from "./errors.ts";
import { normal } from "./normal.ts";
import { generator } from "./random.ts";

/** The weights to one layer from the layer before it. */
export interface Layer {
  /** I, the units of the layer before. */
  readonly inputs: number;
  /** J, the units of this layer. */
  readonly units: number;
  /** w_ji at [i · J + j]: I × J, row-major, one row an input unit. */
  readonly weights: Float64Array;
  /** b_j: the weight from a unit whose activation is always 1. Absent in a network without biases. */
  readonly bias: Float64Array | undefined;
}

export interface NetworkOptions {
  /** The weights are drawn from this seed; the same seed gives the same network on every machine. */
  readonly seed: number;
  /**
   * How weights are drawn: "xavier", uniform in ±√(6 / (I + J)) with biases 0 (Glorot and Bengio 2010, eq. 16; the default);
   * `{ uniform: r }`, weights and biases uniform in ±r; or `{ normal: σ }`, weights and biases from N(0, σ²).
   */
  readonly init?: "xavier" | { readonly uniform: number } | { readonly normal: number };
  /** True by default. */
  readonly bias?: boolean;
}

/** A multilayer network of sigmoid units as plain data: sizes and weights, no backend inside. */
export class Network {
  /** Units a layer: [I, J, …, K]. */
  readonly sizes: readonly number[];
  readonly layers: readonly Layer[];

  private constructor(layers: readonly Layer[]) {
    this.sizes = [layers[0]!.inputs, ...layers.map(({ units }) => units)];
    this.layers = layers;
  }

  /**
   * A network with random weights, drawn layer by layer, weights before biases.
   * @param sizes units a layer, input layer first; any number of hidden layers
   * @throws OPTION_INVALID
   */
  static create(sizes: readonly number[], { seed, init = "xavier", bias = true }: NetworkOptions): Network {
    checkSizes(sizes);
    if (!Number.isSafeInteger(seed)) throw invalid(`seed is ${seed}; expected a whole number`);
    if (init !== "xavier") checkSpread(init);
    const random = generator(seed);
    const gaussian = normal(random);
    const uniform = (range: number) => () => (2 * random.uniform() - 1) * range;
    const spread =
      init === "xavier" ? undefined : "uniform" in init ? uniform(init.uniform) : () => gaussian() * init.normal;
    const draw = (count: number, one: () => number) => Float64Array.from({ length: count }, one);
    const layers = sizes.slice(1).map((units, l) => {
      const inputs = sizes[l]!;
      // only + − × ÷ and √, each rounded as IEEE 754 fixes it: the same bits on every engine
      const weights = draw(inputs * units, spread ?? uniform(Math.sqrt(6 / (inputs + units))));
      const biases = () => (spread ? draw(units, spread) : new Float64Array(units));
      return { inputs, units, weights, bias: bias ? biases() : undefined };
    });
    return new Network(layers);
  }

  /**
   * A network with given weights; the arrays are copied.
   * @throws OPTION_INVALID when a layer's arrays don't fit its sizes or the layer before it
   */
  static from(
    layers: readonly {
      inputs: number;
      units: number;
      weights: ArrayLike<number>;
      bias?: ArrayLike<number> | undefined;
    }[],
  ): Network {
    checkSizes(layers.length ? [layers[0]!.inputs, ...layers.map(({ units }) => units)] : []);
    return new Network(
      layers.map(({ inputs, units, weights, bias }, l) => {
        const before = layers[l - 1]?.units ?? inputs;
        if (inputs !== before)
          throw invalid(`layer ${l} has ${inputs} inputs; expected ${before}, the units of the layer before`);
        checkCount(`layer ${l}: weights`, weights.length, inputs * units);
        if (bias) checkCount(`layer ${l}: bias`, bias.length, units);
        return { inputs, units, weights: Float64Array.from(weights), bias: bias && Float64Array.from(bias) };
      }),
    );
  }

  /**
   * The output activations of one sample, in float64 and plain TypeScript.
   * @param sample a_i, one value an input unit
   * @throws DATA_INVALID
   */
  predict(sample: ArrayLike<number>): Float64Array {
    return this.activations(sample).at(-1)!;
  }

  /** The activations of every layer for one sample, input layer first: a_j = 1 / (1 + e^(−net_j)), net_j = Σ_i w_ji a_i + b_j. */
  activations(sample: ArrayLike<number>): Float64Array[] {
    const input: Samples = [sample];
    const layers = [new Float64Array(dense(input, this.sizes[0]!, "sample").values)];
    for (const layer of this.layers) layers.push(netInput(layer, layers.at(-1)!).map(sigmoid));
    return layers;
  }
}

/** net_j = Σ_i w_ji a_i + b_j */
export function netInput({ inputs, units, weights, bias }: Layer, a: ArrayLike<number>): Float64Array {
  const net = bias ? bias.slice() : new Float64Array(units);
  const [two, three, four, five, six, seven] = [2 * units, 3 * units, 4 * units, 5 * units, 6 * units, 7 * units];
  let i = 0;
  // eight inputs at a time: net_j is loaded and stored an eighth as often
  for (; i + 8 <= inputs; i += 8) {
    const [a0, a1, a2, a3] = [a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!];
    const [a4, a5, a6, a7] = [a[i + 4]!, a[i + 5]!, a[i + 6]!, a[i + 7]!];
    // images and one-hot categories are mostly zeros
    if (a0 === 0 && a1 === 0 && a2 === 0 && a3 === 0 && a4 === 0 && a5 === 0 && a6 === 0 && a7 === 0) continue;
    for (let j = 0, w = i * units; j < units; j++, w++)
      net[j]! +=
        a0 * weights[w]! +
        a1 * weights[w + units]! +
        (a2 * weights[w + two]! + a3 * weights[w + three]!) +
        (a4 * weights[w + four]! + a5 * weights[w + five]! + (a6 * weights[w + six]! + a7 * weights[w + seven]!));
  }
  for (; i < inputs; i++) for (let j = 0; j < units; j++) net[j]! += a[i]! * weights[i * units + j]!;
  return net;
}

/** a = 1 / (1 + e^(−net)) */
export const sigmoid = (net: number): number => 1 / (1 + Math.exp(-net));

function checkSpread(init: { readonly uniform: number } | { readonly normal: number }): void {
  const [name, value] = "uniform" in init ? ["uniform", init.uniform] : ["normal", init.normal];
  if (!(value >= 0 && Number.isFinite(value)))
    throw invalid(`init.${name} is ${value}; expected a finite number, at least 0`);
}

function checkSizes(sizes: readonly number[]): void {
  if (sizes.length < 2)
    throw invalid(`${sizes.length} layers; expected at least an input and an output layer, as in [2, 3, 1]`);
  sizes.forEach((size, l) => {
    if (!Number.isSafeInteger(size) || size < 1)
      throw invalid(`layer ${l} has ${size} units; expected a positive whole number`);
  });
}

function checkCount(name: string, got: number, expected: number): void {
  if (got !== expected) throw invalid(`${name}: ${got} values; expected ${expected}`);
}

const invalid = (message: string) => new DeltaruleError("OPTION_INVALID", `Network: ${message}`);
