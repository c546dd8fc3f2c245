import { expect, test } from "vitest";
import type { Finding } from "../src/device/survey.ts";
import { verdictOf } from "../src/device/verdict.ts";

const finding = (
  backend: string,
  samplesPerSecond?: number,
  done?: number,
  failed: readonly string[] = [],
): Finding => ({
  ...{ backend, device: "a device", reason: undefined, samplesPerSecond },
  conformance: done === undefined ? undefined : { done, total: 500, skipped: 0, failed, worst: 0.5 },
});

test("the verdict says who is fastest, by how much, and who is right", () => {
  expect(
    verdictOf([finding("cpu", 3_000_000, 500), finding("workers", 4_500_000, 500), finding("gpujs", 100, 500, ["a"])]),
  ).toBe(
    "workers is the fastest here: 4.5M samples a second, 1.50 times as fast as cpu. Right in every case: cpu, workers. Not right: gpujs.",
  );
});

test("it says nothing that isn't known yet", () => {
  expect(verdictOf([finding("cpu"), finding("workers")])).toBe("");
  expect(verdictOf([finding("cpu", 1000, 499), finding("gpujs")])).toBe(
    "cpu is the fastest here: 1k samples a second.",
  );
});
