import { DeltaruleError } from "@deltarule/core";
import { type Encoding, type InputColumn, inputSize } from "@deltarule/data";

/** Pixels. */
export interface ImageSize {
  readonly rows: number;
  readonly cols: number;
}

/**
 * The size of the images that a model takes: the given one, or n × n for n² columns of numbers whose names differ in a number, as
 * "pixel 1", "pixel 2", … do.
 * @throws OPTION_INVALID: the inputs aren't images, or not of this size
 */
export function imageSize(name: string, encoding: Encoding, given: ImageSize | undefined): ImageSize {
  const units = inputSize(encoding);
  if (given) {
    if (given.rows * given.cols === units) return given;
    throw invalid(`--image-size ${given.rows}x${given.cols}: expected a size for the ${units} inputs of ${name}`);
  }
  const n = Math.sqrt(units);
  if (Number.isInteger(n) && n > 1 && areNumbered(encoding.inputs)) return { rows: n, cols: n };
  throw invalid(
    `--weights: the ${units} inputs of ${name} aren't plainly an image; expected n × n columns of numbers, named as "pixel 1", ` +
      `"pixel 2", … are, or --image-size`,
  );
}

function areNumbered(inputs: readonly InputColumn[]): boolean {
  const stems = inputs.map(({ name, type }) =>
    type === "number" ? /^(.*?)\d+(?:\D\d+)?$/.exec(name)?.[1] : undefined,
  );
  return stems[0] !== undefined && stems.every((stem) => stem === stems[0]);
}

const invalid = (message: string) => new DeltaruleError("OPTION_INVALID", message);
