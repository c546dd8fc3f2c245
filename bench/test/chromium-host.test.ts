import { chromiumPath } from "@deltarule/chromium";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openChromium } from "../src/every-backend/chromium-host.ts";
import type { Host } from "../src/every-backend/host.ts";
import { backendsOf } from "../src/every-backend/hosts.ts";

const here = chromiumPath !== undefined || process.env.REQUIRE_BROWSER !== undefined;

describe.skipIf(!here)("Chromium as a host", () => {
  let host: Host;
  beforeAll(async () => {
    host = await openChromium();
  });
  afterAll(() => host?.close());

  const cpu = { name: "cpu", options: {} };
  const training = { options: { layers: [2, 2, 1], batchSize: 1, samples: 4 }, turn: 50, patience: 30_000 };

  it("has the backends of the catalogue, each that runs something of its own once, and says why it hasn't others", async () => {
    const { present, missing } = await backendsOf(host);
    expect(present.map(({ facts }) => facts.device).join()).toMatch(/WebAssembly SIMD.* threads.*WebGL2/);
    const devices = present.map(({ variant, facts }) => `${variant.name} ${facts.device}`);
    expect(new Set(devices).size).toBe(devices.length);
    expect(missing).toContainEqual({
      what: `gpujs:mode=headlessgl in ${host.name}`,
      reason: expect.stringContaining("headlessgl"),
    });
  });

  it("runs the conformance suite", async () => {
    const { backend, passed, failed, results } = await host.prove(cpu, ["matmul/by-hand", "facts"]);
    expect({ backend, failed }).toEqual({ backend: "cpu", failed: 0 });
    expect(passed).toBe(results.length);
    expect(passed).toBeGreaterThan(1);
  });

  it("proves and times a training by the page's own clock", async () => {
    const prepared = await host.training("cpu", cpu, training).prepare();
    expect(prepared.note).toMatch(/^WebAssembly SIMD .*; a report every \d+ epochs$/);
    expect(await prepared.prove?.()).toMatchObject({ correct: true });
    const { units, milliseconds } = await prepared.run(3);
    expect(units % (3 * 4)).toBe(0);
    expect(milliseconds).toBeGreaterThan(0);
    await prepared.close();
  });

  it("leaves out what it can't do, with the reason alone", async () => {
    const reasonOf = (more: Partial<typeof training>, mode = "webasm") =>
      host
        .training("gpujs", { name: "gpujs", options: { mode } }, { ...training, ...more })
        .prepare()
        .catch(({ message }: Error) => message);
    expect(await reasonOf({ turn: 1e-6 })).toMatch(/^an epoch of 4 samples takes .* the limit is 0\.0 s$/);
    expect(await reasonOf({}, "headlessgl")).toMatch(/^gpujs: no headlessgl mode here/);
    expect(await reasonOf({ patience: 1 })).toBe("no answer within 0.001 s");
  });
});
