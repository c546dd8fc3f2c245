import type { Dense } from "@deltarule/core";
import type { BenchOptions } from "../options.ts";
import { writeTaskFile } from "../processes/task.ts";
import type { Curve, MnistResult } from "./curve.ts";
import { loadMnist } from "./images.ts";
import { nielsen, nielsenNetwork } from "./nielsen.ts";
import { ourCurve } from "./our-curve.ts";
import { peerCurve } from "./peer-curve.ts";

// synaptic's epoch takes minutes, and many of them beside busy neighbours
const PATIENCE = 3_600_000;

/** Nielsen's network on MNIST: ours from each seed, the peers' from the first, one after the other. */
export async function measureMnist(options: BenchOptions, onCurve: (curve: Curve) => void): Promise<MnistResult> {
  const { backends, peers } = options;
  const { epochs, seeds, budget } = options.mnist;
  const { signal } = options.turns;
  const { training, test } = await loadMnist();
  const curves: Curve[] = [];
  const add = (curve: Curve) => {
    curves.push(curve);
    onCurve(curve);
  };
  for (const backend of backends)
    for (const seed of seeds) add(await ourCurve(backend, { training, test }, { epochs, seed, signal }));

  const skipped: { name: string; reason: string }[] = [];
  const seed = seeds[0] ?? 1;
  const together = { inputs: joined(training.inputs, test.inputs), targets: joined(training.targets, test.targets) };
  const file = peers.length ? await writeTaskFile(together, nielsenNetwork(seed)) : undefined;
  try {
    for (const peer of peers) {
      const skip = (reason: string) => skipped.push({ name: peer.name, reason });
      if (peer.step === "all") {
        skip("it steps once an epoch");
        continue;
      }
      const { layers, batchSize, rate } = nielsen;
      const samples = training.inputs.rows;
      const task = { layers, batchSize, rate, samples, rows: together.inputs.rows, file: file?.path ?? "" };
      try {
        add(await peerCurve(peer, { task, test, epochs, budget, patience: PATIENCE, signal }, seed));
      } catch (cause) {
        signal?.throwIfAborted();
        skip(cause instanceof Error ? cause.message : String(cause));
      }
    }
  } finally {
    await file?.remove();
  }
  return { curves, skipped };
}

function joined(first: Dense, second: Dense): Dense {
  const values = new Float32Array(first.values.length + second.values.length);
  values.set(first.values);
  values.set(second.values, first.values.length);
  return { rows: first.rows + second.rows, cols: first.cols, values };
}
