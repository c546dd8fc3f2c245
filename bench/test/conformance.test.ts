import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { chromiumPath } from "@deltarule/chromium";
import { describe, expect, it } from "vitest";

const run = promisify(execFile);
const program = fileURLToPath(new URL("../dist/conformance.js", import.meta.url));

async function conformance(...args: string[]) {
  const child = run(process.execPath, [program, ...args]);
  const { stdout, stderr } = await child.catch((failure: { stdout: string; stderr: string }) => failure);
  return { stdout, stderr, code: child.child.exitCode };
}

describe("pnpm conformance", () => {
  it("proves every backend in Node and in Chromium, and says which are missing", async () => {
    const { stdout, code } = await conformance("facts", "--json");
    const lines = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    const proofs = lines.filter(({ type }) => type === "result");
    const missing = lines.filter(({ type }) => type === "missing");
    expect(proofs.length + missing.length).toBe(lines.length);
    expect(proofs.filter(({ failed }) => failed > 0)).toEqual([]);
    const hosts = [`Node ${process.versions.node}`, ...(chromiumPath ? [expect.stringMatching(/^Chromium \d+$/)] : [])];
    expect([...new Set(proofs.map(({ host }) => host))]).toEqual(hosts);
    for (const host of new Set(proofs.map(({ host }) => host)))
      expect(proofs.filter((proof) => proof.host === host).map(({ backend }) => backend)).toEqual(
        expect.arrayContaining(["cpu", "cpu:simd=false", "workers", "gpujs:mode=webasm", "gpujs:mode=cpu"]),
      );
    expect(missing.every(({ what, reason }) => what && reason)).toBe(true);
    expect(code).toBe(0);
  });

  it("refuses a theme that there isn't, and to save a part of the suite", async () => {
    expect(await conformance("matmull")).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/conformance: no case is named "matmull"; expected an id or a theme: facts, /),
    });
    expect(await conformance("facts", "--save")).toMatchObject({
      code: 1,
      stderr: "conformance: --save is for the whole suite; expected no themes with it\n",
    });
  });
});
