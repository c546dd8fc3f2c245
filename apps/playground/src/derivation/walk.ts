import type { Selection } from "../drawing/selection.ts";

/** Where a walk through the derivation stands: what is computed there, and of its lines which. */
export interface Stop {
  readonly selection: Selection;
  /** The names of the lines. */
  readonly lines: readonly string[];
  /** What happens here, in words. */
  readonly stage: string;
}

/** A network's shape. */
interface Shape {
  /** Units a layer: [I, …, K]. */
  readonly sizes: readonly number[];
  readonly bias: boolean;
}

/** Units but the inputs. */
const unitsOf = ({ sizes }: Shape) => sizes.slice(1).reduce((sum, units) => sum + units, 0);
/** Weights to each unit of a layer, that of the bias with them. */
const weightsTo = ({ sizes, bias }: Shape, layer: number) => sizes[layer - 1]! + (bias ? 1 : 0);

/** Stops of the whole walk: each unit forward, E, each unit backward, each weight. */
export function stopCount(shape: Shape): number {
  const weights = shape.sizes.slice(1).reduce((sum, units, l) => sum + units * weightsTo(shape, l + 1), 0);
  return 2 * unitsOf(shape) + 1 + weights;
}

/** The nth stop, from 0, in the derivation's order: a layer by layer, E, δ layer by layer back, and then every Δw. */
export function stopAt(shape: Shape, n: number): Stop {
  const units = unitsOf(shape);
  const last = shape.sizes.length - 1;
  if (n < units)
    return { selection: nthUnit(shape, n), lines: ["net input", "activation"], stage: "Forward: net and a" };
  if (n === units)
    return { selection: { kind: "unit", layer: last, unit: 0 }, lines: ["error"], stage: "The error E of all outputs" };
  if (n <= 2 * units) {
    // back from the outputs, each layer from its first unit
    const selection = nthUnitBack(shape, n - units - 1);
    const delta = selection.layer === last ? "δ of an output" : "δ of a hidden unit";
    return { selection, lines: ["error by activation", "its slope", delta], stage: "Backward: δ" };
  }
  let left = n - 2 * units - 1;
  for (let layer = last; layer > 0; layer--) {
    const weights = weightsTo(shape, layer);
    const unit = Math.floor(left / weights);
    if (unit < shape.sizes[layer]!) {
      const from = left % weights;
      return {
        selection: { kind: "weight", layer, unit, from: from < shape.sizes[layer - 1]! ? from : "bias" },
        lines: ["net input by weight", "error by weight", "weight change"],
        stage: "Every weight moves: Δw",
      };
    }
    left -= weights * shape.sizes[layer]!;
  }
  throw new RangeError(`stop ${n} of a walk of ${stopCount(shape)}`);
}

function nthUnit({ sizes }: Shape, n: number): Selection {
  let layer = 1;
  for (; n >= sizes[layer]!; layer++) n -= sizes[layer]!;
  return { kind: "unit", layer, unit: n };
}

function nthUnitBack({ sizes }: Shape, n: number): Selection {
  let layer = sizes.length - 1;
  for (; n >= sizes[layer]!; layer--) n -= sizes[layer]!;
  return { kind: "unit", layer, unit: n };
}
