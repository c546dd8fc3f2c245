import { createRequire } from "node:module";
import { dirname, sep } from "node:path";
import * as tf from "@tensorflow/tfjs";
import { setThreadsCount, setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { serve } from "../processes/serve.ts";
import { tfjsLearner } from "./tfjs-learner.ts";

await serve(async (task) => {
  const { variant = "cpu", batchSize } = task;
  if (variant === "wasm") {
    setWasmPaths(dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm")) + sep);
    // it starts no more than one in Node
    setThreadsCount(1);
  }
  if (!(await tf.setBackend(variant))) throw new Error(`tfjs has no backend ${variant} here`);
  await tf.ready();
  return tfjsLearner(task, `tfjs ${tf.version.tfjs} ${tf.getBackend()}, one thread in Node, batch ${batchSize}`);
});
