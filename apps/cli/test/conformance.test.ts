import { once } from "node:events";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { type CaseResult, cases, type Report } from "@deltarule/conformance";
import picocolors from "picocolors";
import { expect, test } from "vitest";
import { textView } from "../src/conformance-text.ts";
import type { Terminal } from "../src/terminal.ts";
import { emptyFolder, exitOf, jsonLines, run, start } from "./deltarule.ts";

const faulty = join(import.meta.dirname, "fixtures/faulty.mjs");
const conformance = (...args: string[]) => run(["conformance", ...args], { cwd: emptyFolder() });

test("the cpu backend conforms: a table theme by theme, the verdict, and quiet elsewhere", {
  timeout: 60_000,
}, async () => {
  const { out, err, code } = await conformance();
  expect({ err, code }).toEqual({ err: "", code: 0 });
  expect(out).toMatch(/^cpu on .*\(f32, deterministic, /);
  expect(out).toMatch(/^theme +cases +passed +failed +skipped +waived +worst\/bound +time$/m);
  expect(out).toMatch(/^matmul +\d+ +\d+ +0 +0 +0 +0\.\d+ +\d+\.\d\d s$/m);
  expect(out).toMatch(new RegExp(`\\n\\ncpu {2}conforms: ${cases.length} passed\\n$`));
});

test("a failure shows the smallest input, fails the command, and a timer that the plug-in left running doesn't keep it", async () => {
  const { out, err, code } = await conformance("--backend", faulty, "--only", "update");
  expect({ err, code }).toEqual({ err: "", code: 1 });
  expect(out).toMatch(/^✗ update\/rate-1\/1x1: .*\n {2}.*1×1, element \[0, 0\]: got .*; expected .* ± /m);
  expect(out).toMatch(/^faulty {2}does not conform: \d+ failed, \d+ passed$/m);
});

test("several backends are put side by side, and one that is wrong is shown in full before", async () => {
  const { out, code } = await conformance("--only", "update", "--backend", "cpu:simd=false", faulty);
  expect(code).toBe(1);
  expect(out).toMatch(/^faulty on /);
  expect(out).toMatch(/^theme +cases +1 +2\nupdate +\d+ +0\.\d+ +\d+ failed\nall /m);
  expect(out).toMatch(/\n\n1 {2}cpu:simd=false: JavaScript, 1 thread\n2 {2}faulty: /);
  expect(out).toMatch(/\n\ncpu:simd=false {2}conforms: \d+ passed\nfaulty +does not conform: /);
});

test("--all proves every backend of the catalogue and its options", async () => {
  const { out, code } = await conformance("--all", "--only", "facts");
  expect(code).toBe(0);
  expect(out).toMatch(/^1 {2}cpu: .*\n2 {2}cpu:arithmetic=portable: .*\n3 {2}cpu:simd=false: JavaScript/m);
});

test("--json writes a line a case and, last, the result", async () => {
  const { out, err, code } = await conformance("--json", "--only", "gather", "sigmoid/by-hand");
  const lines = jsonLines(out);
  expect({ err, code }).toEqual({ err: "", code: 0 });
  expect(lines[0]).toEqual({
    type: "case",
    backend: "cpu",
    id: "gather/by-hand",
    outcome: "passed",
    worst: 0,
    milliseconds: expect.any(Number),
  });
  expect(lines.at(-1)).toEqual({
    type: "result",
    backend: "cpu",
    device: expect.any(String),
    passed: lines.length - 1,
    failed: 0,
    skipped: 0,
    waived: 0,
    worst: expect.any(Number),
  });
});

test("--json tells two of one name apart, and the input of a failure", async () => {
  const { out } = await conformance("--json", "--only", "update/by-hand", "--backend", "cpu:simd=false", faulty);
  expect(jsonLines(out)).toMatchObject([
    { type: "case", backend: "cpu:simd=false", outcome: "passed" },
    { type: "result", backend: "cpu:simd=false", failed: 0 },
    { type: "case", backend: faulty, outcome: "failed", message: expect.stringContaining("; expected ") },
    { type: "result", backend: "faulty", failed: 1 },
  ]);
});

test.each([
  [["--only", "matmull"], /no case is called matmull; expected a theme: facts, .*\. Did you mean matmul\?/],
  [
    ["--only", "update", "matmul/alfa"],
    /no case is called matmul\/alfa; expected one of matmul\/.* Did you mean matmul\/alpha\?/,
  ],
  [
    ["--backend", "cpu:simd=no"],
    /argument 'cpu:simd=no' is invalid\. cpu's option simd is "no"; expected true or false/,
  ],
  [["--all", "--backend", "cpu"], /'--all' cannot be used with option '--backend <name\.\.\.>'/],
])("%j is wrong usage: exit code 2 and what is wrong", async (args, message) => {
  const { out, err, code } = await conformance(...args);
  expect({ out, code }).toEqual({ out: "", code: 2 });
  expect(err).toMatch(message);
});

test("a backend that isn't there fails the command", async () => {
  const { out, err, code } = await conformance("--backend", "./none.js");
  expect({ out, code }).toEqual({ out: "", code: 1 });
  expect(err).toMatch(/^error: \.\/none\.js can't be loaded: /);
});

test("SIGINT ends a proof between two cases: exit code 130", async () => {
  const child = start(["conformance", "--json"], { cwd: emptyFolder() });
  await once(child.stdout, "data");
  child.kill("SIGINT");
  const [rest, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exitOf(child)]);
  expect({ err, code }).toEqual({ err: "", code: 130 });
  expect(rest).not.toContain('"type":"result"');
});

test("on a terminal a line says how far it is, and goes away; one that isn't here is named at the end", () => {
  const streams = { out: new PassThrough({ encoding: "utf8" }), err: new PassThrough({ encoding: "utf8" }) };
  const plain = picocolors.createColors(false);
  const terminal: Terminal = {
    ...streams,
    err: Object.assign(streams.err, { isTTY: true, columns: 120 }),
    stdin: new PassThrough(),
    paint: plain,
    paintError: plain,
    width: 120,
    live: true,
    quiet: false,
    command: "deltarule",
  };
  const result: CaseResult = {
    id: "delta/by-hand",
    theme: "delta",
    title: "It is right",
    outcome: "failed",
    worst: 2,
    milliseconds: 1,
    message: "3 is not 4",
    notes: [],
  };
  const facts = { device: "a device", precision: "f32", deterministic: true, nonFinite: true, sigmoidUlp: 1 } as const;
  const counts = { passed: 0, failed: 1, skipped: 0, waived: 0, worst: 2, milliseconds: 1 };
  const report: Report = { backend: "mine", facts, results: [result], ...counts };
  const view = textView(terminal);
  view.result("mine", result, { done: 1, total: 2 });
  view.report(report);
  view.missing("gpu", "no device");
  view.stop();
  view.end([report]);
  expect(String(streams.err.read())).toMatch(/━{15}─{15} {2}mine 1\/2 · 1 failed · delta\/by-hand/);
  expect(String(streams.out.read())).toMatch(
    /^mine on a device [\s\S]*✗ delta\/by-hand: It is right\n {2}3 is not 4\n[\s\S]*\nmine {2}does not conform: 1 failed, 0 passed\ngpu is not here: no device\n$/,
  );
});
