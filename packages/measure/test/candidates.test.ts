import { createBackend } from "@deltarule/backend-cpu";
import { type Backend, DeltaruleError } from "@deltarule/core";
import { describe, expect, it } from "vitest";
import {
  type Candidate,
  compiledCandidate,
  elementwise,
  elementwiseCandidate,
  exercise,
  hostPredictionCandidate,
  matmulCandidate,
  predictionCandidate,
  takeTurns,
  trainingCandidate,
} from "../src/index.ts";

const small = exercise({ layers: [4, 3, 2], batchSize: 5, samples: 20, epochsPerReport: 2 });
const candidates: readonly [Candidate, number][] = [
  [trainingCandidate("train", createBackend, small), 2 * 20],
  [compiledCandidate("compiled", createBackend, small), 2 * 20],
  [predictionCandidate("predict one by one", createBackend, small, 1), 20],
  [predictionCandidate("predict five by five", createBackend, small, 5), 20],
  [hostPredictionCandidate("network.predict", small), 20],
  [matmulCandidate("NN", createBackend, { form: "NN", rows: 5, inner: 7, cols: 3 }), 2 * 5 * 7 * 3],
  [matmulCandidate("NT", createBackend, { form: "NT", rows: 5, inner: 7, cols: 3 }), 2 * 5 * 7 * 3],
  [matmulCandidate("TN", createBackend, { form: "TN", rows: 5, inner: 7, cols: 3 }), 2 * 5 * 7 * 3],
  ...elementwise.map((operation): [Candidate, number] => [
    elementwiseCandidate(operation, createBackend, operation, { rows: 5, cols: 7 }),
    5 * 7,
  ]),
];

describe.each(candidates.map(([candidate, units]) => ({ name: candidate.name, candidate, units })))(
  "$name",
  ({ candidate, units }) => {
    it("computes the right numbers and counts its work", async () => {
      const prepared = await candidate.prepare();
      if (prepared.prove) expect(await prepared.prove()).toMatchObject({ correct: true });
      expect(await prepared.run(3)).toEqual({ units: 3 * units });
      await prepared.close();
    });

    it("can be measured", async () => {
      const { outcomes } = await takeTurns([candidate], { title: "one", rounds: 2, minimumMilliseconds: 2 });
      expect(outcomes[0]).toMatchObject({ status: "measured" });
    });
  },
);

it("is skipped with the backend's own message when its backend is unavailable", async () => {
  const open = () => Promise.reject(new DeltaruleError("BACKEND_UNAVAILABLE", "no such device"));
  const { outcomes } = await takeTurns([trainingCandidate("train", open, small)], { title: "none" });
  expect(outcomes).toEqual([{ candidate: "train", status: "skipped", reason: "no such device" }]);
});

it.each(["NN", "NT", "TN"] as const)("a product %s that is off by a hundredth is wrong", async (form) => {
  const open = async (): Promise<Backend> => {
    const cpu: Backend = await createBackend();
    return {
      ...cpu,
      matmul: (a, b, out, options) => cpu.matmul(a, b, out, { ...options, alpha: 0.99 }),
    };
  };
  const candidate = matmulCandidate("wrong", open, { form, rows: 8, inner: 9, cols: 10 });
  const { outcomes } = await takeTurns([candidate], { title: "wrong", rounds: 1 });
  expect(outcomes[0]).toMatchObject({ status: "wrong" });
});

it.each(elementwise)("%s that leaves out the last column is wrong", async (operation) => {
  const open = async (): Promise<Backend> => {
    const cpu: Backend = await createBackend();
    return {
      ...cpu,
      async read(m) {
        const values = await cpu.read(m);
        return values.map((x, e) => (e % m.cols === m.cols - 1 ? 0 : x));
      },
    };
  };
  const candidate = elementwiseCandidate("wrong", open, operation, { rows: 5, cols: 7 });
  const { outcomes } = await takeTurns([candidate], { title: "wrong", rounds: 1 });
  expect(outcomes[0]).toMatchObject({ status: "wrong" });
});

it("closes the backend that it opened", async () => {
  let closed = 0;
  const open = async (): Promise<Backend> => {
    const cpu: Backend = await createBackend();
    return {
      ...cpu,
      async close() {
        closed++;
        await cpu.close();
      },
    };
  };
  await takeTurns([trainingCandidate("train", open, small)], { title: "close", rounds: 1, minimumMilliseconds: 1 });
  expect(closed).toBe(1);
});
