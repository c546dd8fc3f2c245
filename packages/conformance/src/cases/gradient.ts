import type { Matrix } from "@deltarule/core";
import type { ConformanceCase } from "../case.ts";
import { errorOf, type Sample, type Weights } from "../derivation.ts";
import { runOracle } from "../oracle.ts";
import { table } from "../reference.ts";
import { compileOn, type Setting, settle, weightsOf } from "../setting.ts";
import { tasks } from "../tasks.ts";
import { arithmetic, type Estimate } from "../tolerance.ts";

/** −∂E/∂w as the backend computes it, against central differences of E: no derivative is taken on the oracle's side. */
export const gradient: readonly ConformanceCase[] = (
  ["2-2-1", "4-3-no-hidden", "3-5-7-2", "13-1-1", "5-4-3-no-bias", "5-4-3-remainder"] as const
).map((name) => ({
  id: `gradient/${name}`,
  title: `The weight change of ${name} is −∂E/∂w, as central differences of E see it`,
  needs: "raw",
  async run(trial) {
    // with momentum the step outlives the run; the first one, at rate 1, is the gradient
    const setting = settle(trial, { ...tasks[name], momentum: 0.5, average: false });
    const { program, order } = setting.parts[0]!;
    const batch = order.subarray(0, program.batchSize);
    const samples = [...batch].map((s) => setting.data[s]!);
    const weights = await weightsOf(trial, setting.layers);
    const roundoff = roundoffOfError(setting, batch);

    const compiled = compileOn(trial.backend, program);
    await compiled.run({ order: batch, rate: 1 });
    compiled.free();
    const { contents } = setting;
    runOracle(trial.arithmetic, program, contents, { order: batch, rate: 1 });

    for (const [l, { weightStep, biasStep }] of setting.layers.entries()) {
      const slopes = (pick: (layer: Weights) => Float64Array, step: Matrix) =>
        slopesOf(weights, samples, pick(weights[l]!), contents.get(step)!, roundoff);
      await trial.expect(
        `Δw of layer ${l + 1}`,
        weightStep,
        slopes((layer) => layer.weights, weightStep),
      );
      if (biasStep)
        await trial.expect(
          `Δb of layer ${l + 1}`,
          biasStep,
          slopes((layer) => layer.bias!, biasStep),
        );
    }
  },
}));

/** (E(w − h) − E(w + h)) / 2h for each of these parameters, and how far the backend may be from it. */
function slopesOf(
  layers: readonly Weights[],
  samples: readonly Sample[],
  parameters: Float64Array,
  backendsOwn: Estimate,
  roundoff: number,
): Estimate {
  const h = 2 ** -12;
  const slopes = table(backendsOwn.rows, backendsOwn.cols);
  const error = slopes.values.map((_, e) => {
    const w = parameters[e]!;
    const errorAt = (moved: number) => {
      parameters[e] = moved;
      const value = errorOf(layers, samples);
      parameters[e] = w;
      return value;
    };
    const slope = (by: number) => (errorAt(w - by) - errorAt(w + by)) / (2 * by);
    slopes.values[e] = slope(h);
    // the error of the difference at h is c·h² and at 2h is 4c·h²: they differ by three times what is to be bounded, and
    // the terms in h⁴ are far smaller than the other two thirds
    const truncation = Math.abs(slope(2 * h) - slopes.values[e]);
    return backendsOwn.error[e]! + truncation + (2 * roundoff) / h;
  });
  return { ...slopes, error };
}

/** How far E itself is off in float64, by the same bounds that backends are held to. */
function roundoffOfError({ parts, contents }: Setting, batch: Uint32Array): number {
  const { program, error } = parts[0]!;
  const float64 = arithmetic({ device: "", precision: "f64", deterministic: true, nonFinite: true, sigmoidUlp: 4 });
  const copy = new Map(contents);
  runOracle(float64, program, copy, { order: batch, rate: 1 });
  return copy.get(error)!.error.reduce((sum, e) => sum + e, 0);
}
