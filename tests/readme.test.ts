import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);

const root = fileURLToPath(new URL("..", import.meta.url));

test("every file that the README links or shows is there", async () => {
  const readme = await readFile(`${root}README.md`, "utf8");
  const targets = [...readme.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, target]) => target!);
  const files = targets.filter((target) => !/^https?:/.test(target));
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((file) => !existsSync(`${root}${file}`))).toEqual([]);
});

test("the README's example does what it says: XOR 2-2-1 below E = 0.01, and these very lines", async () => {
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
  const code = /```js\n(.*?)```/s.exec(readme)![1]!;
  const printed = /```text\n(.*?)```/s.exec(readme)![1]!;
  expect(code.trim().split("\n").filter(Boolean).length).toBeLessThanOrEqual(15);
  // beside the workspace's packages, so that the imports are found
  const file = fileURLToPath(new URL("readme-example.mjs", import.meta.url));
  try {
    await writeFile(file, code);
    const { stdout } = await run(process.execPath, [file]);
    expect(stdout).toBe(printed);
    const errors = [...stdout.matchAll(/error (\d\.\d+)/g)].map(([, error]) => Number(error));
    expect(errors.at(-1)).toBeLessThan(0.01);
  } finally {
    await rm(file, { force: true });
  }
});
