import type { Instruction, Scalar } from "@deltarule/core";
import type { KernelOutput } from "gpu.js";
import type { Device } from "./device.ts";
import type { Finish, Finished, Matmul } from "./fuse.ts";
import { createKernels, type Launch } from "./kernel-cache.ts";
import { deltaFromError, deltaFromTarget } from "./kernels/delta.ts";
import { gather } from "./kernels/gather.ts";
import { matmul } from "./kernels/matmul.ts";
import { sigmoid } from "./kernels/sigmoid.ts";
import { squaredError } from "./kernels/squared-error.ts";
import { update } from "./kernels/update.ts";
import { upload } from "./kernels/upload.ts";
import { zeros } from "./kernels/zeros.ts";
import { type Resident, release, type Texture } from "./texture.ts";

/** Done at once on a device whose kernels are called and return; later where each call is a promise. */
export type Pending = void | Promise<void>;

/** One instruction, its kernel chosen: for a run's rate and, where it gathers, a batch's indices. */
export type Command = (rate: number, rows?: Float32Array) => Pending;

export interface Commands {
  upload(m: Texture, values: Float32Array): Pending;
  zero(m: Texture): Pending;
  command(instruction: Instruction<Texture> | Finished): Command;
  /** Resolves when the device has done all that it was asked for. @throws what the device has to say */
  done(): Promise<void>;
}

// how many calls of kernels may wait on the device
const MOST_UNDER_WAY = 256;

/** @param results what the matrices hold now */
export function createCommands(device: Device, results: () => readonly Resident[]): Commands {
  const kernels = createKernels(device, results);
  let underWay = 0;

  async function done(): Promise<void> {
    underWay = 0;
    await device.settled();
    device.check();
  }

  /** Runs a kernel and puts its result behind `out`, whose old resident goes: before, unless the kernel reads it. */
  function launch(kernel: Launch, out: Texture, inputs: readonly Texture[], others: readonly Resident[]): Pending {
    const args = [...inputs.map((m) => m.resident!), ...others];
    if (!inputs.includes(out)) release(out);
    const result = kernel(...args);
    if (result instanceof Promise) return settle(result, out);
    replace(out, result);
  }

  function replace(out: Texture, result: KernelOutput): void {
    if (result === undefined) throw new Error("gpu.js gave no result");
    release(out);
    out.resident = device.handle ? device.handle(result) : result;
  }

  async function settle(result: Promise<KernelOutput>, out: Texture): Promise<void> {
    replace(out, await result);
    if (++underWay >= MOST_UNDER_WAY) await done();
  }

  function bindProduct(product: Matmul, finish?: Finish): Command {
    const { a, b, bias, transposeA = false, transposeB = false, alpha = 1, beta = 0 } = product;
    const inner = transposeA ? a.rows : a.cols;
    const text = matmul({ transposeA, transposeB, bias: !!bias, beta: beta !== 0, inner, finish: finish?.op });
    const bound = (out: Texture, others: readonly Texture[], scalars: (rate: number) => number[]): Command => {
      const inputs = [a, b, ...(bias ? [bias] : []), ...others];
      const kernel = kernels.get(text, out, inputs);
      return (rate) => launch(kernel, out, inputs, scalars(rate));
    };
    const alphaAlone = (rate: number) => [scalar(alpha, rate)];
    switch (finish?.op) {
      case "sigmoid":
        return bound(finish.out, [], alphaAlone);
      case "delta":
        return bound(finish.out, [finish.a], alphaAlone);
      case "update":
        return bound(finish.w, [finish.w], (rate) => [scalar(finish.rate, rate)]);
      default:
        return beta === 0
          ? bound(product.out, [], alphaAlone)
          : bound(product.out, [product.out], (rate) => [scalar(alpha, rate), beta]);
    }
  }

  function bind(i: Instruction<Texture> | Finished): Command {
    switch (i.op) {
      case "gather": {
        const kernel = kernels.get(gather, i.out, [i.source]);
        return (_, rows) => launch(kernel, i.out, [i.source], [rows!]);
      }
      case "matmul":
        return bindProduct(i);
      case "finished":
        return bindProduct(i.product, i.finish);
      case "sigmoid": {
        const kernel = kernels.get(sigmoid, i.out, [i.net]);
        return () => launch(kernel, i.out, [i.net], []);
      }
      case "delta": {
        const [formula, other] =
          "target" in i.source
            ? ([deltaFromTarget, i.source.target] as const)
            : ([deltaFromError, i.source.error] as const);
        const kernel = kernels.get(formula, i.out, [i.a, other]);
        return () => launch(kernel, i.out, [i.a, other], []);
      }
      case "squaredError": {
        const inputs = [i.a, i.target, i.out];
        const kernel = kernels.get(squaredError(i.a.cols), i.out, inputs);
        return () => launch(kernel, i.out, inputs, []);
      }
      case "update": {
        const kernel = kernels.get(update, i.w, [i.w, i.step]);
        return (rate) => launch(kernel, i.w, [i.w, i.step], [scalar(i.rate, rate)]);
      }
    }
  }

  return {
    upload: (m, values) => launch(kernels.get(upload, m, []), m, [], [rowsOf(m, values)]),
    zero: (m) => launch(kernels.get(zeros, m, []), m, [], []),
    command: bind,
    done,
  };
}

const rowsOf = ({ rows, cols }: Texture, values: Float32Array): Float32Array[] =>
  Array.from({ length: rows }, (_, r) => values.subarray(r * cols, (r + 1) * cols));

const scalar = (s: Scalar, rate: number): number => Math.fround(typeof s === "number" ? s : s.rate * rate);
