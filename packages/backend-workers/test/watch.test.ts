import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { beat, createControl } from "../src/control.ts";
import { type Watch, watch } from "../src/watch.ts";

let control: Int32Array;
let watching: Watch;
const silent = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  silent.mockClear();
  control = createControl(3);
});
afterEach(() => {
  watching.end();
  vi.useRealTimers();
});

test("a thread that is silent for as long as the patience lasts is named, others that beat aren't", () => {
  watching = watch(control, 3, 1000, () => true, silent);
  for (let quarter = 1; quarter <= 4; quarter++) {
    expect(silent).not.toHaveBeenCalled();
    beat(control, 0);
    beat(control, 2);
    vi.advanceTimersByTime(250);
  }
  expect(silent.mock.calls).toEqual([[1]]);
});

test("an instruction may take as long as the patience lasts, again and again", () => {
  watching = watch(control, 3, 60_000, () => true, silent);
  for (let minute = 0; minute < 10; minute++) {
    vi.advanceTimersByTime(59_000);
    for (const thread of [0, 1, 2]) beat(control, thread);
  }
  expect(silent).not.toHaveBeenCalled();
});

test("who is through with a run may be silent", () => {
  watching = watch(control, 3, 1000, (thread) => thread === 0, silent);
  vi.advanceTimersByTime(1000);
  expect(silent.mock.calls).toEqual([[0]]);
});

test("a machine that slept has no dead threads: looks are counted, not time", () => {
  watching = watch(control, 3, 1000, () => true, silent);
  vi.setSystemTime(Date.now() + 3_600_000);
  vi.advanceTimersByTime(250);
  expect(silent).not.toHaveBeenCalled();
});
