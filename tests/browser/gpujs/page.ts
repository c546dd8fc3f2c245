import { createBackend, type Mode } from "@deltarule/backend-gpujs";
import { runConformance } from "@deltarule/conformance";
import { type Backend, DeltaruleError, Network, train } from "@deltarule/core";
import { xor } from "../../xor-data.ts";
import { breakShaders, live, loseDevice } from "./graphics.ts";

/** What a test asks of the page; plain data goes in and out. */
const calls = { describe, conformance, advance, losesItsDevice, meetsBrokenShader, holds };

declare global {
  var gpujs: typeof calls;
}

/** The facts of a backend, or why there is none. */
async function describe(mode?: Mode) {
  return failureOf(async () => {
    const backend = await createBackend({ mode });
    await backend.close();
    return backend.facts;
  });
}

async function conformance(mode: Mode) {
  const { results, passed } = await runConformance(() => createBackend({ mode }));
  const of = (wanted: string) => results.filter(({ outcome }) => outcome === wanted);
  return {
    passed,
    skipped: of("skipped").map(({ id }) => id),
    failures: of("failed").map(({ id, message }) => `${id}: ${message}`),
  };
}

const backends = new Map<Mode, Backend>();

/** Trains on a backend that stays open, and counts the textures and buffers that are live afterwards. */
async function advance(mode: Mode, steps: number) {
  const backend = backends.get(mode) ?? (await createBackend({ mode }));
  backends.set(mode, backend);
  const network = Network.create([2, 2, 1], { seed: 1 });
  const options = { backend, learningRate: 1, batchSize: 4, epochs: steps, reportEvery: { epochs: steps } };
  let error = Number.NaN;
  for await (const report of train(network, xor, options)) error = report.error;
  return { error, live: live() };
}

/** A training whose device goes after the third report. */
async function losesItsDevice(mode: Mode) {
  const backend = await createBackend({ mode });
  const network = Network.create([2, 2, 1], { seed: 1 });
  let reported = "";
  let reports = 0;
  const outcome = await failureOf(async () => {
    for await (const _ of train(network, xor, { backend, learningRate: 1, epochs: 1e6, reportEvery: { steps: 50 } })) {
      reported = JSON.stringify(network);
      if (++reports === 3) loseDevice();
      // an endless training would hang the test
      if (reports > 1000) break;
    }
  });
  const kept = JSON.stringify(network) === reported;
  await backend.close();
  return { ...outcome, kept, afterwards: await describe(mode) };
}

/** A shape for which there is no kernel yet, on a device whose compiler refuses everything. */
async function meetsBrokenShader(mode: Mode) {
  const backend = await createBackend({ mode });
  const [net, a] = [backend.matrix(5, 3), backend.matrix(5, 3)];
  const mend = breakShaders();
  backend.sigmoid(net, a);
  const outcome = await failureOf(() => backend.read(net));
  mend();
  await backend.close();
  return outcome;
}

/** Whether a matrix of this shape comes back as it was put in. */
async function holds(mode: Mode, rows: number, cols: number) {
  const backend = await createBackend({ mode });
  return failureOf(async () => {
    const values = rows * cols > 2 ** 26 ? undefined : Float32Array.from({ length: rows * cols }, (_, i) => i % 8191);
    const read = await backend.read(backend.matrix(rows, cols, values));
    return { same: values?.every((x, i) => x === read[i]) };
  }).finally(() => backend.close());
}

async function failureOf<T>(call: () => Promise<T>) {
  try {
    return await call();
  } catch (error) {
    if (error instanceof DeltaruleError) return { code: error.code, message: error.message };
    throw error;
  }
}

globalThis.gpujs = calls;
