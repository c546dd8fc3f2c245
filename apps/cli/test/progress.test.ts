import { PassThrough } from "node:stream";
import type { Report } from "@deltarule/core";
import picocolors from "picocolors";
import { expect, test } from "vitest";
import { progress } from "../src/progress.ts";

const paintError = picocolors.createColors(false);

const report = (epoch: number): Report => ({
  epoch,
  step: epoch,
  error: 0.123456,
  errorSum: 1,
  validationError: 0.2,
  samplesPerSecond: 123_456,
});

/** What a terminal of some width is sent, up to where the line is cleared. */
function drawn(columns: number): string {
  const err = Object.assign(new PassThrough({ encoding: "utf8" }), { isTTY: true, columns });
  const { report: tell, stop } = progress({ err, live: true, paintError, quiet: false }, 4);
  tell(report(2));
  stop();
  return String(err.read());
}

test("a wide terminal has room for everything", () => {
  expect(drawn(120)).toMatch(
    /━{15}─{15} {2}epoch 2\/4 · error 0\.123 · validation 0\.200 · 120,000 samples\/s · .* left/,
  );
});

test("a narrow one keeps the epoch, then the error, then the time left, and a bar of eight columns", () => {
  expect(drawn(58)).toMatch(/━+─+ {2}epoch 2\/4 · error 0\.123 · [^·]* left/);
  expect(drawn(34)).toMatch(/━{4,}─{4,} {2}epoch 2\/4 · error 0\.123/);
  expect(drawn(34)).not.toContain("left");
});

test("no frame is wider than the terminal, however narrow that is", () => {
  for (let columns = 12; columns < 130; columns++)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal's frames are parted by escape sequences
    for (const frame of drawn(columns).split(/\x1b\[[\d;?]*[A-Za-z]|\x1b[78]/))
      expect(frame.length).toBeLessThan(columns);
});

test("before the first report it says how long the first epoch has taken so far", () => {
  const err = Object.assign(new PassThrough({ encoding: "utf8" }), { isTTY: true, columns: 100 });
  progress({ err, live: true, paintError, quiet: false }, 4).stop();
  expect(String(err.read())).toMatch(/─{30} {2}first epoch · \S+ s/);
});

test("where the first epoch will take long, it says for how long", () => {
  const err = Object.assign(new PassThrough({ encoding: "utf8" }), { isTTY: true, columns: 100 });
  progress({ err, live: true, paintError, quiet: false }, 4, 0, 75).stop();
  expect(String(err.read())).toMatch(/first epoch · \S+ s of about 1 min 15 s/);
});

test("elsewhere there are ten plain lines at most, the last one for the last epoch", () => {
  const err = new PassThrough({ encoding: "utf8" });
  const { report: tell, stop } = progress({ err, live: false, paintError, quiet: false }, 25);
  for (let epoch = 1; epoch <= 25; epoch++) tell(report(epoch));
  stop();
  const lines = String(err.read()).trimEnd().split("\n");
  expect(lines).toHaveLength(10);
  expect(lines[0]).toMatch(/^epoch 3\/25, error 0\.123, validation 0\.200, 120,000 samples\/s, /);
  expect(lines[9]).toMatch(/^epoch 25\/25/);
});

test("where quiet is wanted there is nothing", () => {
  const err = new PassThrough({ encoding: "utf8" });
  const { report: tell, stop } = progress({ err, live: false, paintError, quiet: true }, 1);
  tell(report(1));
  stop();
  expect(err.read()).toBeNull();
});
