import type { Arena } from "./arena.ts";
import type { LayerMatrices } from "./backpropagation.ts";
import { areClasses, classOf, type DenseDataset, rowOf } from "./dataset.ts";
import type { Pace } from "./pace.ts";
import { forwardPass } from "./predict.ts";

/** How well the weights do on a data set. */
export interface Evaluation {
  /** The mean of E = ½ Σ_k (t_k − a_k)² per sample. */
  readonly error: number;
  /** The share of rows classified rightly, where the targets are classes. */
  readonly accuracy: number | undefined;
}

/** Measures the weights that the layers hold when it is called. */
export function evaluation(
  scope: Arena,
  layers: readonly LayerMatrices[],
  data: DenseDataset,
): (pace: Pace) => Promise<Evaluation> {
  const forward = forwardPass(scope, layers, data.inputs);
  const classes = areClasses(data.targets);
  return async (pace) => {
    const outputs = await forward(pace);
    let error = 0;
    let right = 0;
    for (let r = 0; r < outputs.rows; r++) {
      const a = rowOf(outputs, r);
      const t = rowOf(data.targets, r);
      for (let k = 0; k < a.length; k++) error += 0.5 * (t[k]! - a[k]!) ** 2;
      if (classes && classOf(a) === classOf(t)) right++;
    }
    return { error: error / outputs.rows, accuracy: classes ? right / outputs.rows : undefined };
  };
}
