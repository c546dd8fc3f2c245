import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Network, train } from "@deltarule/core";
import { expect, onTestFinished, test } from "vitest";
import { catalogue, chooseBackend, loadBackend } from "../src/index.ts";

const network = Network.create([4, 10, 3], { seed: 1 });
const sameBits = catalogue.flatMap(({ name, cpuBits }) => (cpuBits ? name : []));

async function trained(specifier: "auto" | "cpu") {
  const copy = Network.from(network.layers);
  const backend = await loadBackend(specifier, { network, batchSize: 2 });
  const data = {
    inputs: [
      [0, 1, 0, 1],
      [1, 0, 1, 0],
    ],
    targets: [
      [0, 1, 0],
      [1, 0, 0],
    ],
  };
  for await (const _ of train(copy, data, { backend, learningRate: 0.5, epochs: 20, batchSize: 2 }));
  await backend.close();
  return { name: backend.name, layers: copy.layers };
}

test("auto takes a backend with cpu's bits: whichever it is, the weights are the same", async () => {
  const auto = await trained("auto");
  expect(sameBits).toContain(auto.name);
  expect(auto.layers).toEqual((await trained("cpu")).layers);
});

test("auto times every backend with cpu's bits, and says so in a line", async () => {
  const choice = await chooseBackend("auto", { network, batchSize: 16 });
  onTestFinished(() => choice.backend.close());
  const told = [...choice.timed, ...choice.leftOut].map(({ name }) => name);
  expect(told.toSorted()).toEqual(sameBits.toSorted());
  expect(choice.why).toMatch(/^auto: \S+ (\(\d+ threads\) )?[\d.]+[kM]? samples\/s, /);
});

test("a list of names, paths and packages is chosen from, any being all that are known", async () => {
  const folder = await mkdtemp(join(tmpdir(), "deltarule-auto-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, "broken.mjs");
  await writeFile(path, "export default async () => { throw new Error('no device') };");
  const choice = await chooseBackend(`auto:any,cpu,${path}`, { network });
  onTestFinished(() => choice.backend.close());
  const told = [...choice.timed, ...choice.leftOut].map(({ name }) => name);
  expect(told.toSorted()).toEqual([...catalogue.map(({ name }) => name), path].toSorted());
  expect(choice.leftOut).toContainEqual({ name: path, reason: `${path}: its factory failed: no device` });
});

test("for predictions, calls of predict are timed for as many rows as there are", async () => {
  const choice = await chooseBackend("auto", { network, task: "predict", batchSize: 150 });
  onTestFinished(() => choice.backend.close());
  expect(sameBits).toContain(choice.name);
  expect(choice.rows).toBe(150);
  expect(choice.timed.length + choice.leftOut.length).toBe(sameBits.length);
});

test("without a network, or with no list, auto is refused", async () => {
  await expect(loadBackend("auto:any", {})).rejects.toMatchObject({
    code: "OPTION_INVALID",
    message: 'auto:any: no network to choose by; expected loadBackend("auto:any", { network, batchSize })',
  });
  await expect(loadBackend("auto:cpu,", { network })).rejects.toMatchObject({
    code: "OPTION_INVALID",
    message: '"auto:cpu," lists no backend; expected auto, auto:any, or a list such as auto:cpu,./mine.js',
  });
  await expect(loadBackend("auto", { network, batchSize: 1.5 })).rejects.toMatchObject({
    code: "OPTION_INVALID",
    message: "auto: batchSize is 1.5; expected a positive whole number",
  });
});
