import { expect, test } from "vitest";
import { addPoint, type Course } from "../src/training/course.ts";
import type { Standing } from "../src/training/messages.ts";

const standing = (epoch: number, more: Partial<Standing> = {}): Standing => ({
  ...{ epoch, step: epoch, error: 1 / epoch, validationError: undefined, accuracy: 1, samplesPerSecond: 1, layers: [] },
  visited: undefined,
  ...more,
});

test("a point a report; none before the first step, and none for the error of a single batch", () => {
  let course: Course = addPoint([], standing(0, { error: undefined }));
  course = addPoint(course, standing(1));
  course = addPoint(course, standing(1.5, { visited: [3] }));
  course = addPoint(course, standing(2));
  expect(course).toEqual([
    { epoch: 1, error: 1, validationError: undefined, accuracy: 1 },
    { epoch: 2, error: 0.5, validationError: undefined, accuracy: 1 },
  ]);
});

test("of very many points the first and the last stay, in order, and they are never more than 1,024", () => {
  let course: Course = [];
  for (let epoch = 1; epoch <= 10_000; epoch++) {
    course = addPoint(course, standing(epoch));
    expect(course.length).toBeLessThanOrEqual(1024);
  }
  const epochs = course.map(({ epoch }) => epoch);
  expect([epochs[0], epochs.at(-1)]).toEqual([1, 10_000]);
  expect(epochs).toEqual(epochs.toSorted((a, b) => a - b));
});
