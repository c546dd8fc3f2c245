import { resolve } from "node:path";
import { DeltaruleError, type Model, type Network, type Report } from "@deltarule/core";
import { checkModelPath, writeModel } from "./model-store.ts";

/** How often a training in progress is stored. */
export type Interval = { readonly seconds: number } | { readonly epochs: number };

/** Stores the training of a report, if it is time to. */
export type Keep = (report: Report, network: Network) => Promise<void>;

/**
 * Makes sure, before an hour of training, that it can be stored there.
 * @throws MODEL_INVALID, OPTION_INVALID
 */
export async function checkCheckpoint(path: string, model: string | undefined): Promise<void> {
  // the finished model has no state: it would take the last checkpoint's place
  if (model !== undefined && resolve(path) === resolve(model))
    throw new DeltaruleError("OPTION_INVALID", `--checkpoint and the model are both ${path}; expected two files`);
  await checkModelPath(path, "--checkpoint");
}

/**
 * As model files that `--resume` goes on from and `predict` understands: at the given interval, and where the training ends.
 * @param model what they hold beside the network and its training's state
 */
export function checkpoints(
  path: string,
  every: Interval = { seconds: 30 },
  model: Omit<Model, "network" | "state">,
): Keep {
  let stored = performance.now();
  return async (report, network) => {
    const due =
      "epochs" in every ? report.epoch % every.epochs === 0 : performance.now() - stored >= 1000 * every.seconds;
    if (!due && !report.stopped) return;
    await writeModel(path, { ...model, network, state: report.state });
    stored = performance.now();
  };
}
