import type { Report } from "@deltarule/core";
import { expect, test } from "vitest";
import { recorder } from "../src/training/course.ts";

const report = (epoch: number, error: number, samplesPerSecond = 100): Report => ({
  epoch,
  step: 5 * epoch,
  error,
  errorSum: 10 * error,
  samplesPerSecond,
});

test("by hand: an epoch at 100 samples a second and one at 300 are two at 150", () => {
  const { add, course } = recorder();
  add(report(1, 0.5, 100));
  add(report(2, 0.3, 300));
  expect(course().samplesPerSecond).toBeCloseTo(150, 10);
  expect(course().points.map(({ error }) => error)).toEqual([0.5, 0.3]);
});

test("a training that goes on from an epoch counts its own time, also where it adds nothing", () => {
  const { add, course } = recorder(10);
  expect(course()).toMatchObject({ epochs: 0, samplesPerSecond: 0 });
  add(report(10, 0.6, 0));
  expect(course()).toMatchObject({ epochs: 0, samplesPerSecond: 0 });
  add(report(11, 0.5, 100));
  add(report(12, 0.4, 300));
  expect(course().epochs).toBe(2);
  expect(course().samplesPerSecond).toBeCloseTo(150, 10);
});

test("a report that comes once more is one point, and the last one said", () => {
  const { add, course } = recorder();
  add(report(1, 0.5));
  add({ ...report(1, 0.5), stopped: "aborted" });
  expect(course().points).toHaveLength(1);
  expect(course().last?.stopped).toBe("aborted");
  expect(course().samplesPerSecond).toBeCloseTo(100, 10);
});

test("a million epochs take no more room than two thousand, and each point is the mean of its epochs", () => {
  const { add, course } = recorder();
  for (let epoch = 1; epoch <= 1_000_000; epoch++) add(report(epoch, epoch));
  const { points } = course();
  expect(points.length).toBeLessThanOrEqual(2000);
  // 512 epochs a point: 1_000_000 / 512 is below 2,000 and 1_000_000 / 256 is not
  expect(points[0]!.error).toBeCloseTo((1 + 512) / 2, 10);
});
