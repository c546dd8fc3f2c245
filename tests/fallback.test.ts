import { type Backend, DeltaruleError, type Report, train } from "@deltarule/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { base, bits, collect, cpu, fresh, xor } from "./xor.ts";

const options = { momentum: 0.9, epochs: 12 };

/** cpu, whose device is lost for good after so many runs of a program. */
function mortal(runs: number, name = "mortal"): Backend {
  let left = runs;
  const lost = () => new DeltaruleError("BACKEND_FAILED", `${name}: the device is lost`);
  return {
    ...cpu,
    name,
    read: async (m) => {
      if (left < 0) throw lost();
      return cpu.read(m);
    },
    compile(program) {
      const compiled = cpu.compile!(program)!;
      return {
        ...compiled,
        async run(call) {
          if (--left < 0) throw lost();
          return compiled.run(call);
        },
      };
    },
  };
}

const measured = (reports: readonly Report[]) =>
  reports.map(({ samplesPerSecond: _, recovered: __, state: ___, ...rest }) => rest);

test("a training whose backend fails at any moment goes on from its last report, to the same weights and reports", async () => {
  const whole = fresh();
  const expected = await collect(whole, { ...options, backend: cpu });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 30 }), fc.boolean(), async (runs, reportState) => {
      const network = fresh();
      const reports = await collect(network, { ...options, backend: mortal(runs), fallback: () => cpu, reportState });
      expect(bits(network)).toEqual(bits(whole));
      expect(measured(reports)).toEqual(measured(expected));
      expect(reports.every(({ state }) => (state !== undefined) === reportState)).toBe(true);
      const recovered = reports.flatMap(({ recovered }) => recovered ?? []);
      expect(recovered.length).toBeLessThanOrEqual(1);
      for (const { from, to, failure } of recovered)
        expect([from, to, failure.message]).toEqual(["mortal", "cpu", "mortal: the device is lost"]);
    }),
    { seed: 1, numRuns: 40 },
  );
});

test("it is said in the first report after the failure, and in no other", async () => {
  const reports = await collect(fresh(), { ...options, backend: mortal(9), fallback: () => cpu });
  expect(reports.map(({ recovered }) => recovered !== undefined).filter(Boolean)).toHaveLength(1);
});

test("a fallback may fail, too: the next one is asked for, each time with the failure", async () => {
  const asked: string[] = [];
  const network = fresh();
  const others = [mortal(4, "second"), cpu];
  const reports = await collect(network, {
    ...options,
    backend: mortal(3, "first"),
    async fallback({ message }) {
      asked.push(message);
      return others.shift();
    },
  });
  expect(asked).toEqual(["first: the device is lost", "second: the device is lost"]);
  const whole = fresh();
  await collect(whole, { ...options, backend: cpu });
  expect(bits(network)).toEqual(bits(whole));
  expect(reports.at(-1)).toMatchObject({ epoch: 12, stopped: "epochs" });
});

test("without another backend it fails, and the network keeps the last report's weights", async () => {
  const network = fresh();
  const seen: ReturnType<typeof bits>[] = [];
  const run = async () => {
    for await (const _ of train(network, xor, { ...base, ...options, backend: mortal(9), fallback: () => undefined }))
      seen.push(bits(network));
  };
  await expect(run()).rejects.toMatchObject({ code: "BACKEND_FAILED", message: "mortal: the device is lost" });
  expect(seen.length).toBeGreaterThan(0);
  expect(bits(network)).toEqual(seen.at(-1));
});

test("what is no failure of the backend isn't answered by another one", async () => {
  let asked = 0;
  const fallback = () => {
    asked++;
    return cpu;
  };
  const run = async () => {
    for await (const _ of train(fresh(), xor, { ...base, ...options, backend: cpu, fallback, learningRate: 3e38 }));
  };
  await expect(run()).rejects.toMatchObject({ code: "DIVERGED" });
  expect(asked).toBe(0);
});

test("of reads that fail together none goes unheard", async () => {
  const unheard: unknown[] = [];
  const listen = (reason: unknown) => unheard.push(reason);
  process.on("unhandledRejection", listen);
  let reads = 0;
  const backend: Backend = {
    ...cpu,
    // the sums of E are read, and then the weights and biases of all layers at once
    async read(m) {
      if (++reads > 1) throw new DeltaruleError("BACKEND_FAILED", "the device is lost");
      return cpu.read(m);
    },
  };
  await expect(collect(fresh(), { ...options, backend })).rejects.toMatchObject({ code: "BACKEND_FAILED" });
  await new Promise((resolve) => setTimeout(resolve));
  process.off("unhandledRejection", listen);
  expect(reads).toBeGreaterThan(2);
  expect(unheard).toEqual([]);
});
