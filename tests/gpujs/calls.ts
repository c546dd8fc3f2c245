import createCpu from "@deltarule/backend-cpu";
import { createBackend, type Mode } from "@deltarule/backend-gpujs";
import { runConformance } from "@deltarule/conformance";
import { type Backend, DeltaruleError, Network, train } from "@deltarule/core";
import { xor } from "../xor-data.ts";

/** What can be seen of the graphics, and done to them, where the calls run. */
export interface Graphics {
  /** Textures and buffers that were made and not deleted. */
  live(): number;
  /** What a driver's crash looks like; the device that was used last goes, at once or when so many reads have begun. */
  loseDevice(reads?: number): void;
  /** A loss that no call tells of: nothing is drawn, and reads give zeros. @returns what ends that */
  loseSilently(): () => void;
  /** Shaders that come from now on have an error in them. @returns what ends that */
  breakShaders(): () => void;
}

export type Calls = ReturnType<typeof createCalls>;

/** Calls a test's page or process: plain data goes in and out. */
export type Call = <Name extends keyof Calls>(
  name: Name,
  ...args: Parameters<Calls[Name]>
) => Promise<Awaited<ReturnType<Calls[Name]>>>;

/** How a training's device goes after the third report: at once, when so many reads have begun, silently, or by what the test does. */
export type Loss = "at once" | { readonly reads: number } | "silently" | "from outside";

/** What tests ask of gpujs where it runs. */
export function createCalls({ live, loseDevice, loseSilently, breakShaders }: Graphics) {
  const open = new Map<Mode, Backend>();
  let reports = 0;

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

  /** Trains on a backend that stays open, and counts the textures and buffers that are live afterwards. */
  async function advance(mode: Mode, steps: number) {
    const backend = open.get(mode) ?? (await createBackend({ mode }));
    open.set(mode, backend);
    const network = Network.create([2, 2, 1], { seed: 1 });
    const options = { backend, learningRate: 1, batchSize: 4, epochs: steps, reportEvery: { epochs: steps } };
    let error = Number.NaN;
    for await (const report of train(network, xor, options)) error = report.error;
    return { error, live: live() };
  }

  /**
   * Sums in so many shapes, one after another, and if wanted while a matrix is there all the time; the most textures and buffers that
   * were live, but for those that were there before.
   */
  async function meetsShapes(mode: Mode, shapes: number, { held = false } = {}) {
    const before = live();
    const backend = await createBackend({ mode });
    if (held) backend.matrix(1, 1);
    const wrong: number[] = [];
    const counts: number[] = [];
    for (let cols = 1; cols <= shapes; cols++) {
      const [w, step] = [backend.matrix(1, cols, new Float32Array(cols).fill(1)), backend.matrix(1, cols)];
      backend.write(step, new Float32Array(cols).fill(cols));
      backend.update(w, step, 2);
      if ((await backend.read(w)).some((x) => x !== 1 + 2 * cols)) wrong.push(cols);
      backend.free(w);
      backend.free(step);
      counts.push(live() - before);
    }
    await backend.close();
    return { wrong, most: Math.max(...counts) };
  }

  /** Sums in 50 shapes on each of some backends that are open at once, after others that were closed and are held; those that were wrong. */
  async function backendsAtOnce(mode: Mode, { open, closed }: { open: number; closed: number }) {
    const opened: Backend[] = [];
    const wrong: number[] = [];
    for (let i = 1; i <= closed + open; i++) {
      const backend = await createBackend({ mode });
      opened.push(backend);
      for (let cols = 1; cols <= 50; cols++) {
        const w = backend.matrix(1, cols, new Float32Array(cols).fill(i));
        backend.update(w, w, 1);
        if ((await backend.read(w)).some((x) => x !== 2 * i)) wrong.push(cols);
        backend.free(w);
      }
      if (i <= closed) await backend.close();
    }
    for (const backend of opened.slice(closed)) await backend.close();
    return wrong;
  }

  /** A training whose device goes after the third report, and whether the network is what the last report said. */
  async function losesItsDevice(mode: Mode, loss: Loss) {
    const backend = await createBackend({ mode });
    const network = Network.create([2, 2, 1], { seed: 1 });
    let reported = "";
    let found: (() => void) | undefined;
    reports = 0;
    const outcome = await failureOf(async () => {
      const options = { backend, learningRate: 1, epochs: 1e6, reportEvery: { steps: 50 } };
      for await (const _ of train(network, xor, options)) {
        reported = JSON.stringify(network);
        if (++reports === 3) {
          if (loss === "silently") found = loseSilently();
          else if (loss !== "from outside") loseDevice(loss === "at once" ? 0 : loss.reads);
        }
        // an endless training would hang the test
        if (reports > 1000) break;
      }
    });
    const kept = JSON.stringify(network) === reported;
    found?.();
    await backend.close();
    return { ...outcome, kept };
  }

  /** How many reports the training of `losesItsDevice` has made. */
  const reported = () => reports;

  /** The same with the cpu backend to fall back on, beside a training that was on cpu from the start. */
  async function goesOnElsewhere(mode: Mode) {
    const backends = [await createBackend({ mode }), await createCpu(), await createCpu()] as const;
    const [gpujs, other, alone] = backends;
    const options = { learningRate: 1, batchSize: 4, epochs: 400, reportEvery: { steps: 50 } };
    const [network, expected] = [Network.create([2, 2, 1], { seed: 1 }), Network.create([2, 2, 1], { seed: 1 })];
    const reports: { epoch: number; recovered?: string }[] = [];
    for await (const { epoch, recovered } of train(network, xor, {
      ...options,
      backend: gpujs,
      fallback: () => other,
    })) {
      const said = recovered && `${recovered.failure.code}: from ${recovered.from} to ${recovered.to}`;
      reports.push(said ? { epoch, recovered: said } : { epoch });
      if (reports.length === 3) loseDevice();
    }
    for await (const _ of train(expected, xor, { ...options, backend: alone }));
    for (const backend of backends) await backend.close();
    const weights = ({ layers }: Network) => layers.flatMap(({ weights }) => [...weights]);
    const off = weights(expected).map((w, e) => Math.abs(w - weights(network)[e]!));
    return { reports, off: Math.max(...off) };
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

  /** Rows of a matrix whose number r, c is 3r + c, and the sums of products of two columns of ones, as long. */
  async function takesRows(mode: Mode, rows: number, wanted: readonly number[]) {
    const backend = await createBackend({ mode });
    const counted = backend.matrix(
      rows,
      3,
      Float32Array.from({ length: rows * 3 }, (_, i) => i),
    );
    const ones = backend.matrix(rows, 2, new Float32Array(rows * 2).fill(1));
    const [taken, products] = [backend.matrix(wanted.length, 3), backend.matrix(2, 2)];
    backend.gather(counted, Uint32Array.from(wanted), taken);
    backend.matmul(ones, ones, products, { transposeA: true });
    const result = { taken: [...(await backend.read(taken))], products: [...(await backend.read(products))] };
    await backend.close();
    return result;
  }

  return {
    describe,
    conformance,
    advance,
    meetsShapes,
    backendsAtOnce,
    losesItsDevice,
    reported,
    goesOnElsewhere,
    meetsBrokenShader,
    holds,
    takesRows,
  };
}

async function failureOf<T>(call: () => Promise<T>) {
  try {
    return await call();
  } catch (error) {
    if (error instanceof DeltaruleError) return { code: error.code, message: error.message };
    throw error;
  }
}
