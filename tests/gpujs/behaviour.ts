import type { Mode } from "@deltarule/backend-gpujs";
import { expect, test } from "vitest";
import type { Call } from "./calls.ts";

const LONG = { timeout: 600_000 };

/** Where a mode of gpujs is tested: a page or a process. */
export interface Place {
  /** To be used within a test. */
  readonly call: Call;
  /** Bytes in memory, without garbage; undefined where the system doesn't tell. */
  memoryInUse(): Promise<number | undefined>;
}

export function conforms(mode: Mode, place: Place): void {
  test("conforms", LONG, async () => {
    const { passed, skipped, failures } = await place.call("conformance", mode);
    expect(failures).toEqual([]);
    expect(skipped).toEqual([]);
    expect(passed).toBeGreaterThan(500);
  });
}

export function takesManySteps(mode: Mode, place: Place): void {
  test("takes 20,000 steps without growth", LONG, async () => {
    const first = await place.call("advance", mode, 2_000);
    const before = await place.memoryInUse();
    const last = await place.call("advance", mode, 18_000);
    const after = await place.memoryInUse();
    expect(last.live).toBe(first.live);
    // a texture a step would be 18,000 of them; 4 KB is less than the smallest takes
    if (before !== undefined && after !== undefined) expect(after - before).toBeLessThan(18_000 * 4096);
    // the mean over the training, and this one is longer
    expect(last.error).toBeLessThan(first.error);
  });
}

/** Where kernels go singly. */
export function boundsItsKernels(mode: Mode, place: Place): void {
  test("keeps a bounded number of kernels while a matrix is there all the time", LONG, async () => {
    const some = await place.call("meetsShapes", mode, 100, { held: true });
    const more = await place.call("meetsShapes", mode, 200, { held: true });
    expect([...some.wrong, ...more.wrong]).toEqual([]);
    expect(more.most).toBeLessThan(1.5 * some.most);
  });
}

/** Where there are textures or buffers, and a compiler. */
export function standsFaults(mode: Mode, place: Place): void {
  test("keeps a bounded number of kernels and what they hold, whatever shapes there were", LONG, async () => {
    const some = await place.call("meetsShapes", mode, 100);
    const more = await place.call("meetsShapes", mode, 200);
    expect([...some.wrong, ...more.wrong]).toEqual([]);
    // without a bound it would be twice as many
    expect(more.most).toBeLessThan(1.5 * some.most);
  });

  test("a shader that doesn't compile is BACKEND_FAILED with what the compiler says", async () => {
    expect(await place.call("meetsBrokenShader", mode)).toEqual({
      code: "BACKEND_FAILED",
      message: expect.stringMatching(/^gpujs: .*(Error compiling \w+ shader|Error while parsing WGSL)/),
    });
  });

  test("holds weights of 784 × 20,000, and refuses with its limit what is over it", async () => {
    expect(await place.call("holds", mode, 784, 20_000)).toEqual({ same: true });
    expect(await place.call("holds", mode, 32_768, 32_768)).toEqual({
      code: "BACKEND_FAILED",
      message: expect.stringMatching(/^gpujs: no 32768×32768 matrix on .*: more than a (texture|buffer) of \d+/),
    });
  });
}

/** Where a texture's side may be shorter than a data set: at most 32,768 nearly everywhere, of two rows each. */
export function foldsLongMatrices(mode: Mode, place: Place): void {
  test("computes with matrices longer than a texture's side", async () => {
    expect(await place.call("takesRows", mode, 70_001, [70_000, 0, 35_001, 2, 69_999])).toEqual({
      taken: [210_000, 210_001, 210_002, 0, 1, 2, 105_003, 105_004, 105_005, 6, 7, 8, 209_997, 209_998, 209_999],
      products: [70_001, 70_001, 70_001, 70_001],
    });
  });
}

/** What a training says whose device was lost. */
export const lostWith = (message: RegExp) => ({
  code: "BACKEND_FAILED",
  message: expect.stringMatching(message),
  kept: true,
});

/** Where a device can be lost and says so. */
export function losesItsDevice(mode: Mode, place: Place, lost: RegExp): void {
  // a report reads the error and the weights of both layers
  test.each(["at once", ...[1, 2, 3, 4].map((reads) => ({ reads }))] as const)(
    "a device that is lost (%j) ends the training with its last report, and says that it was lost",
    async (loss) => {
      expect(await place.call("losesItsDevice", mode, loss)).toEqual(lostWith(lost));
    },
  );

  test("after a device that was lost the next backend works", async () => {
    expect(await place.call("describe", mode)).toMatchObject({ precision: "f32" });
  });

  test("a training whose device is lost goes on from its last report on another backend, and says so once", async () => {
    const { reports, off } = await place.call("goesOnElsewhere", mode);
    expect(reports.map(({ epoch }) => epoch)).toEqual([50, 100, 150, 200, 250, 300, 350, 400]);
    expect(reports.flatMap(({ recovered }) => recovered ?? [])).toEqual(["BACKEND_FAILED: from gpujs to cpu"]);
    expect(reports[3]).toHaveProperty("recovered");
    // float32's roundings of 150 steps
    expect(off).toBeLessThan(1e-4);
  });
}
