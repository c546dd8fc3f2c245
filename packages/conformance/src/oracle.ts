import { type Instruction, type Matrix, type Program, scalar } from "@deltarule/core";
import type { Arithmetic, Estimate } from "./tolerance.ts";

/** What each matrix of a program should hold. */
export type Contents = Map<Matrix, Estimate>;

/** Runs a program over estimates: batch by batch, instruction by instruction. */
export function runOracle(
  { matmul, sigmoid, deltaFromTarget, deltaFromError, update, squaredError, gather }: Arithmetic,
  program: Program<Matrix>,
  contents: Contents,
  { order, rate }: { readonly order: Uint32Array; readonly rate: number },
): void {
  const get = (m: Matrix): Estimate => {
    const estimate = contents.get(m);
    if (!estimate) throw new Error(`the oracle knows nothing of a ${m.rows}×${m.cols} matrix`);
    return estimate;
  };

  for (let start = 0; start < order.length; start += program.batchSize)
    for (const i of program.instructions) apply(i, order.subarray(start, start + program.batchSize));

  function apply(i: Instruction<Matrix>, rows: Uint32Array): void {
    switch (i.op) {
      case "gather":
        contents.set(i.out, gather(get(i.source), rows));
        return;
      case "matmul": {
        const { transposeA = false, transposeB = false, beta = 0, alpha = 1 } = i;
        const bias = i.bias && get(i.bias);
        const product = { transposeA, transposeB, beta, alpha: scalar(alpha, rate), bias };
        contents.set(i.out, matmul(get(i.a), get(i.b), get(i.out), product));
        return;
      }
      case "sigmoid":
        contents.set(i.out, sigmoid(get(i.net)));
        return;
      case "delta":
        contents.set(
          i.out,
          "target" in i.source
            ? deltaFromTarget(get(i.a), get(i.source.target))
            : deltaFromError(get(i.a), get(i.source.error)),
        );
        return;
      case "squaredError":
        contents.set(i.out, squaredError(get(i.a), get(i.target), get(i.out)));
        return;
      case "update":
        contents.set(i.w, update(get(i.w), get(i.step), scalar(i.rate, rate)));
        return;
    }
  }
}
