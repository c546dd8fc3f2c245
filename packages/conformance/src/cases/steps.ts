import type { Matrix } from "@deltarule/core";
import type { ConformanceCase } from "../case.ts";
import { trainingStep, type Weights } from "../derivation.ts";
import { type Contents, runOracle } from "../oracle.ts";
import { table } from "../reference.ts";
import { compileOn, type Setting, settle, stepsOf, weightsOf } from "../setting.ts";
import { tasks } from "../tasks.ts";
import { type Estimate, exact } from "../tolerance.ts";
import type { Trial } from "../trial.ts";

const EPOCHS = 8;

/**
 * A training run, step by step. Each step starts from the backend's own weights before it, so the bound is that of one step and
 * does not grow; how far the whole trajectory has come from that of float64 is reported, not judged.
 */
export const steps: readonly ConformanceCase[] = Object.entries(tasks).map(([name, task]) => ({
  id: `steps/${name}`,
  title: `Each step of ${name} is the derivation's, within the bound of one step`,
  needs: "raw",
  async run(trial) {
    const setting = settle(trial, task);
    let weights = await weightsOf(trial, setting.layers);
    let lastSteps = await stepsOf(trial, setting.layers);
    let [trajectory, trajectorySteps] = [weights, lastSteps];
    let count = 0;
    const compiled = setting.parts.map(({ program }) => compileOn(trial.backend, program));
    for (let epoch = 0; epoch < EPOCHS; epoch++)
      for (const [p, { program, order }] of setting.parts.entries())
        for (let start = 0; start < order.length; start += program.batchSize) {
          const batch = order.subarray(start, start + program.batchSize);
          const samples = [...batch].map((s) => setting.data[s]!);
          const bounds = boundsOfStep(trial, setting, p, batch, weights, lastSteps);
          await compiled[p]!.run({ order: batch, rate: task.rate });
          count++;

          const expected = trainingStep(weights, lastSteps, samples, task).layers;
          weights = await weightsOf(trial, setting.layers);
          if (task.momentum) lastSteps = await stepsOf(trial, setting.layers);
          compare(trial, `after step ${count}`, setting, weights, expected, bounds);
          ({ layers: trajectory, steps: trajectorySteps } = trainingStep(trajectory, trajectorySteps, samples, task));
        }
    for (const program of compiled) program.free();
    trial.note(
      `after ${count} steps the weights are within ${distance(weights, trajectory).toPrecision(2)} of float64's`,
    );
  },
}));

/** What one step from these weights may be off, by the bounds of its operations. */
function boundsOfStep(
  { arithmetic }: Trial,
  { parts, layers, contents, task: { rate } }: Setting,
  part: number,
  order: Uint32Array,
  weights: readonly Weights[],
  lastSteps: readonly Weights[],
): Contents {
  const bounds: Contents = new Map(contents);
  const hold = (m: Matrix | undefined, values: Float64Array | undefined) => {
    if (m && values) bounds.set(m, exact(table(m.rows, m.cols, values)));
  };
  layers.forEach((layer, l) => {
    hold(layer.weights, weights[l]!.weights);
    hold(layer.bias, weights[l]!.bias);
    hold(layer.weightStep, lastSteps[l]!.weights);
    hold(layer.biasStep, lastSteps[l]!.bias);
  });
  runOracle(arithmetic, parts[part]!.program, bounds, { order, rate });
  return bounds;
}

function compare(
  { within }: Trial,
  when: string,
  { layers }: Setting,
  got: readonly Weights[],
  expected: readonly Weights[],
  bounds: Contents,
): void {
  const hold = (what: string, m: Matrix, values: Float64Array, want: Float64Array) => {
    const estimate: Estimate = { rows: m.rows, cols: m.cols, values: want, error: bounds.get(m)!.error };
    within(`${what} ${when}`, values, estimate);
  };
  layers.forEach(({ weights, bias }, l) => {
    hold(`weights of layer ${l + 1}`, weights, got[l]!.weights, expected[l]!.weights);
    if (bias) hold(`bias of layer ${l + 1}`, bias, got[l]!.bias!, expected[l]!.bias!);
  });
}

/** The largest difference of two weights. */
const distance = (x: readonly Weights[], y: readonly Weights[]): number =>
  Math.max(
    ...x.flatMap(({ weights, bias }, l) => [
      ...weights.map((w, e) => Math.abs(w - y[l]!.weights[e]!)),
      ...(bias ?? []).map((b, e) => Math.abs(b - y[l]!.bias![e]!)),
    ]),
  );
