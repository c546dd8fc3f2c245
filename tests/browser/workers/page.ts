import { createBackend as createCpu } from "@deltarule/backend-cpu";
import { createBackend } from "@deltarule/backend-workers";
import { runConformance } from "@deltarule/conformance";
import { type Backend, Network, train } from "@deltarule/core";

/** What a test asks of the page; plain data goes in and out. */
export const workersPage = { describe, conformance, sameBits, keepsPace, losesAThread };

declare global {
  var workers: typeof workersPage;
}

/** Web Workers as they are started, to be counted and killed; and the messages to them. */
const started: Worker[] = [];
let messages = 0;
globalThis.Worker = class extends Worker {
  constructor(...args: ConstructorParameters<typeof Worker>) {
    super(...args);
    started.push(this);
  }
  override postMessage(message: unknown): void {
    messages++;
    super.postMessage(message);
  }
};

async function describe(threads?: number) {
  const before = started.length;
  const backend = await createBackend({ threads });
  await backend.close();
  return { isolated: crossOriginIsolated, device: backend.facts.device, workers: started.length - before };
}

async function conformance() {
  const { results, passed } = await runConformance(() => createBackend());
  const failures = results.filter(({ outcome }) => outcome === "failed");
  return { passed, failures: failures.map(({ id, message }) => `${id}: ${message}`) };
}

function exercise(sizes: readonly number[], samples: number) {
  const table = (cols: number, step: number) =>
    Array.from({ length: samples }, (_, row) =>
      Array.from({ length: cols }, (_, col) => ((row * step + col) % 13) / 13),
    );
  const network = Network.create(sizes, { seed: 1 });
  return { network, data: { inputs: table(sizes[0]!, 7), targets: table(sizes.at(-1)!, 3) } };
}

/** Whether workers and cpu train a network to the same weights; and how many messages that took. */
async function sameBits(sizes: readonly number[], batchSize: number, threads: number) {
  const trained = async (backend: Backend) => {
    const { network, data } = exercise(sizes, 2 * batchSize + 3);
    const options = {
      batchSize,
      average: true,
      momentum: 0.9,
      learningRate: 0.1,
      epochs: 4,
      reportEvery: { epochs: 4 },
    };
    for await (const _ of train(network, data, { ...options, backend }));
    await backend.close();
    return JSON.stringify(network.layers.map(({ weights, bias }) => [[...weights], [...(bias ?? [])]]));
  };
  const expected = await trained(await createCpu());
  const backend = await createBackend({ threads });
  const before = messages;
  return { same: (await trained(backend)) === expected, messages: messages - before };
}

/** Frames and ticks of a timer while W5 trains. */
async function keepsPace(milliseconds: number) {
  const backend = await createBackend();
  const { network, data } = exercise([784, 800, 800, 10], 1280);
  let frames = 0;
  let ticks = 0;
  const frame = () => {
    frames++;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  setInterval(() => ticks++, 10);
  const options = { backend, batchSize: 128, learningRate: 0.01, epochs: 1e6, reportEvery: { steps: 10 } };
  let began = performance.now();
  let steps = 0;
  for await (const { step } of train(network, data, options)) {
    // what starts is over after the first report
    if (steps === 0) [began, frames, ticks] = [performance.now(), 0, 0];
    steps = step;
    if (performance.now() - began > milliseconds) break;
  }
  const seconds = (performance.now() - began) / 1000;
  await backend.close();
  return { framesPerSecond: frames / seconds, ticksPerSecond: ticks / seconds, stepsPerSecond: (steps - 10) / seconds };
}

/** What a training says whose thread the browser ends, and after how many milliseconds. */
async function losesAThread() {
  const backend = await createBackend({ threads: 2 });
  const { network, data } = exercise([784, 800, 800, 10], 1280);
  let killed = 0;
  let end: unknown;
  try {
    for await (const _ of train(network, data, { backend, batchSize: 128, learningRate: 0.01, epochs: 1e6 })) {
      started.at(-1)!.terminate();
      killed ||= performance.now();
    }
  } catch (error) {
    end = error;
  }
  const milliseconds = performance.now() - killed;
  await backend.close();
  return { error: String(end), milliseconds };
}

globalThis.workers = workersPage;
