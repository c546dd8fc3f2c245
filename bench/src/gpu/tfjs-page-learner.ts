import "@tensorflow/tfjs-backend-webgpu";
import * as tf from "@tensorflow/tfjs";
import { tfjsLearner } from "../peers/tfjs-learner.ts";
import type { Learner, LoadedTask } from "../processes/serve.ts";

/** TensorFlow.js on a page, with its backend "webgl" or "webgpu". */
export async function tfjsPageLearner(backend: string, task: LoadedTask): Promise<Learner> {
  if (!(await tf.setBackend(backend))) throw new Error(`tfjs has no backend ${backend} here`);
  await tf.ready();
  return tfjsLearner(task, `tfjs ${tf.version.tfjs} ${backend}, batch ${task.batchSize}`);
}
