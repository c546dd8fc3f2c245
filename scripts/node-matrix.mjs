// pnpm test:node-matrix: the packages, packed and installed, on each Node that is supported: XOR, the CLI, the conformance suite, and the
// weights of portable arithmetic to the bit. Node comes through npx. Arguments are the majors, if not all of them.
import { execFile } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { packAll } from "./pack.mjs";
import { root } from "./setup.mjs";

const run = promisify(execFile);
const shell = process.platform === "win32";
const majors = process.argv.length > 2 ? process.argv.slice(2) : ["20", "22", "24", "26"];
const folder = mkdtempSync(join(tmpdir(), "deltarule-matrix-"));
const main = "node_modules/deltarule/dist/main.js";

const checks = {
  async "XOR in ten lines"(node) {
    const { stdout } = await node("xor.js");
    if (stdout !== "until 0110\n") return stdout;
  },
  async "deltarule train iris.csv"(node) {
    const { accuracy } = result(await node(main, "train", "iris.csv", "--json")).test;
    if (!(accuracy > 0.8)) return `accuracy ${accuracy}`;
  },
  async "the conformance suite"(node) {
    for (const backend of ["cpu", "workers"]) {
      const { failed, skipped } = result(await node(main, "conformance", "--backend", backend, "--json"));
      if (failed !== 0 || skipped !== 0) return `${backend}: ${failed} failed, ${skipped} skipped`;
    }
  },
  async "portable arithmetic's bits, on 1 to 4 threads"(node) {
    const { found, expected } = JSON.parse((await node("portable.js")).stdout);
    const wrong = Object.keys(found).filter((name) => found[name] !== expected);
    if (wrong.length > 0) return `other bits on ${wrong.join(" and ")}`;
  },
};

const result = ({ stdout }) => JSON.parse(stdout.trim().split("\n").at(-1));

try {
  const tarballs = await packAll(folder);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  await run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", ...Object.values(tarballs)], {
    cwd: folder,
    shell,
  });
  copyFileSync(join(root, "packages/data/samples/iris.csv"), join(folder, "iris.csv"));
  for (const file of ["training.js", "xor.js", "portable.js"])
    copyFileSync(join(root, "tests/packed", file), join(folder, file));

  for (const major of majors) {
    const node = (...args) =>
      run("npx", ["-y", `node@${major}`, ...args], { cwd: folder, shell, maxBuffer: 2 ** 26, timeout: 300_000 });
    console.log(`Node ${(await node("--version")).stdout.trim()}`);
    for (const [name, check] of Object.entries(checks)) {
      const fault = await check(node).catch(({ message, stdout }) => `${message}\n${stdout ?? ""}`);
      console.log(`  ${fault === undefined ? "✓" : "✗"} ${name}${fault === undefined ? "" : `: ${fault}`}`);
      if (fault !== undefined) process.exitCode = 1;
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
