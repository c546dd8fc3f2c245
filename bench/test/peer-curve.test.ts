import { fileURLToPath } from "node:url";
import { exercise } from "@deltarule/measure";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { peerCurve } from "../src/mnist/peer-curve.ts";
import type { Peer } from "../src/peers/catalogue.ts";
import { type TaskFile, writeTaskFile } from "../src/processes/task.ts";

const program = fileURLToPath(new URL("./fake-peer.mjs", import.meta.url));
const fake = (mode: string): Peer => ({
  name: "fake",
  find: (task) => async () => ({ command: process.execPath, args: [program, ...task, mode] }),
  step: "sample",
  proof: "rule",
});

// eight rows to train on, two to test with
const mine = exercise({ layers: [1, 1], samples: 10 });
const test = {
  inputs: { rows: 2, cols: 1, values: mine.data.inputs.values.subarray(8) },
  targets: { rows: 2, cols: 1, values: mine.data.targets.values.subarray(8) },
};
let file: TaskFile;
beforeAll(async () => {
  file = await writeTaskFile(mine.data, mine.network());
});
afterAll(() => file.remove());

const run = (
  mode: string,
  budget: number,
  more: { readonly patience?: number; readonly signal?: AbortSignal } = {},
) => {
  const task = { layers: [1, 1], batchSize: 1, samples: 8, rows: 10, rate: 0.1, file: file.path };
  return peerCurve(fake(mode), { task, test, epochs: 3, budget, patience: 20_000, ...more }, 7);
};

describe("a peer's curve", () => {
  it("is its accuracy after each epoch against its own seconds of processor time", async () => {
    const curve = await run("right", 60);
    expect(curve).toMatchObject({ name: "fake", note: "fake 1.0, batch 1", seed: 7 });
    expect(curve.epochs.map(({ seconds }) => seconds)).toEqual([0.004, 0.008, 0.012].map((s) => expect.closeTo(s, 9)));
    expect(curve).not.toHaveProperty("ended");
  });

  it("ends when its time is up, after the epoch that it is in, and says so", async () => {
    const curve = await run("right", 0.005);
    expect(curve.epochs).toHaveLength(2);
    expect(curve.ended).toBe("no more epochs after 0.005 s");
  });

  it("is none where the peer dies or is silent, and the reason is the error", async () => {
    await expect(run("missing", 60)).rejects.toThrow("the library isn't there");
    await expect(run("silent", 60, { patience: 1000 })).rejects.toThrow("no answer within 1 s");
  });

  it("is none when the run is interrupted", async () => {
    await expect(run("right", 60, { signal: AbortSignal.abort(new Error("interrupted")) })).rejects.toThrow(
      "interrupted",
    );
  });
});
