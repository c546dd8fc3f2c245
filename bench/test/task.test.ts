import { existsSync, readFileSync } from "node:fs";
import { Network } from "@deltarule/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { python } from "../src/peers/find.ts";
import { parseTask, type Task, taskArguments, writeTaskFile } from "../src/processes/task.ts";

describe("a task", () => {
  it("is read from a command line as it was written", () => {
    const count = fc.integer({ min: 1, max: 1e6 });
    const task: fc.Arbitrary<Task> = fc.record({
      layers: fc.array(count, { minLength: 2, maxLength: 5 }),
      ...{ batchSize: count, samples: count, rows: count },
      rate: fc.double({ min: 1e-6, max: 10, noNaN: true }),
      file: fc.string({ minLength: 1 }),
    });
    fc.assert(
      fc.property(task, (t) => {
        expect(parseTask(taskArguments(t))).toEqual(t);
      }),
      { seed: 1 },
    );
  });

  it("has a file of float32: inputs, targets, then weights and biases layer by layer; and leaves nothing behind", async () => {
    const network = Network.from([
      { inputs: 2, units: 1, weights: [0.5, -0.5], bias: [0.25] },
      { inputs: 1, units: 1, weights: [2], bias: [-1] },
    ]);
    const file = await writeTaskFile(
      {
        inputs: { rows: 1, cols: 2, values: Float32Array.of(0, 1) },
        targets: { rows: 1, cols: 1, values: Float32Array.of(1) },
      },
      network,
    );
    const bytes = readFileSync(file.path);
    const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
    expect([...values]).toEqual([0, 1, 1, 0.5, -0.5, 0.25, 2, -1]);
    await file.remove();
    expect(existsSync(file.path)).toBe(false);
  });
});

describe("a Python module that no interpreter can import", () => {
  it("is named, with where to read how to install it", async () => {
    const find = python("numpy_by_hand.py", "no_such_module");
    await expect(find([])()).rejects.toThrow("no python3 can import numpy and no_such_module: see install-peers.sh");
  });
});
