import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Watched, watchInterrupts } from "../src/interrupts.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A process that notes what it would have exited with. */
function watched() {
  const exits: number[] = [];
  const listeners: Record<string, () => void> = {};
  let outputFails: (error: NodeJS.ErrnoException) => void = () => {};
  const stdout: Watched["stdout"] = {
    on: (_, listener) => {
      outputFails = listener;
    },
  };
  const process: Watched = {
    on: (signal, listener) => {
      listeners[signal] = listener;
    },
    stdout,
    stderr: { on() {} },
    exit: (code) => exits.push(code),
  };
  const interrupts = watchInterrupts(process);
  return {
    interrupts,
    exits,
    send: (signal: "SIGINT" | "SIGTERM") => listeners[signal]!(),
    fail: (code: string) => outputFails(Object.assign(new Error(code), { code })),
  };
}

test("while there is nothing to keep, a signal ends the process", () => {
  const { exits, send } = watched();
  send("SIGTERM");
  expect(exits).toEqual([130]);
});

test("while there is work to keep, the first signal asks for an end and the second ends the process", () => {
  const { interrupts, exits, send } = watched();
  const signal = interrupts.keepWork();
  send("SIGINT");
  expect([signal.aborted, interrupts.code(), exits]).toEqual([true, 130, []]);
  vi.advanceTimersByTime(1000);
  send("SIGINT");
  expect(exits).toEqual([130]);
});

test("a signal that is passed on and so comes twice is one", () => {
  const { interrupts, exits, send } = watched();
  interrupts.keepWork();
  send("SIGINT");
  vi.advanceTimersByTime(10);
  send("SIGINT");
  expect(exits).toEqual([]);
});

test("output that nobody reads asks for an end, once, and is no failure", () => {
  const { interrupts, exits, fail } = watched();
  const signal = interrupts.keepWork();
  fail("EPIPE");
  vi.advanceTimersByTime(1000);
  fail("EPIPE");
  expect([signal.aborted, interrupts.code(), exits]).toEqual([true, 0, []]);
});

test("output that fails for another reason is a failure", () => {
  expect(() => watched().fail("ENOSPC")).toThrow("ENOSPC");
});
