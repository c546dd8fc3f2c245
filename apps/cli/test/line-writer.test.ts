import { PassThrough } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { lineWriter } from "../src/line-writer.ts";

test("what is written in one turn goes out at its end, together", async () => {
  const out = new PassThrough({ encoding: "utf8" });
  const { write } = lineWriter(out);
  await write("a\n");
  await write("b\n");
  expect(out.read()).toBeNull();
  await setImmediate();
  expect(out.read()).toBe("a\nb\n");
});

test("a flush doesn't wait for the turn to end, and nothing goes out twice", async () => {
  const out = new PassThrough({ encoding: "utf8" });
  const { write, flush } = lineWriter(out);
  await write("a\n");
  flush();
  expect(out.read()).toBe("a\n");
  await setImmediate();
  expect(out.read()).toBeNull();
});

test("a writer waits for a slow reader", async () => {
  const out = new PassThrough({ encoding: "utf8" });
  const { write } = lineWriter(out);
  let written = false;
  const writing = write("x".repeat(1_000_000)).then(() => {
    written = true;
  });
  await setImmediate();
  expect(written).toBe(false);
  out.resume();
  await writing;
  expect(written).toBe(true);
});
