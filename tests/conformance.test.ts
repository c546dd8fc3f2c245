import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { transformWithOxc } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const run = promisify(execFile);
let guide: string;
let folder: string;

/** The guide's blocks of code, by their language. */
const block = (language: string, n = 0): string =>
  [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))][n]![1]!;

/** What an author's build makes of the file. */
const built = async (source: string): Promise<string> => (await transformWithOxc(source, "my-backend.ts")).code;

/** An author's folder: the guide's backend built, the package beside it that it would be published as, and core installed. */
beforeAll(async () => {
  guide = await readFile(join(root, "docs/writing-a-backend.md"), "utf8");
  folder = await mkdtemp(join(tmpdir(), "deltarule-author-"));
  const code = await built(block("ts"));
  const { name, ...manifest } = JSON.parse(block("json"));
  await mkdir(join(folder, "node_modules", name, "dist"), { recursive: true });
  await writeFile(join(folder, "node_modules", name, "package.json"), JSON.stringify({ name, ...manifest }));
  await writeFile(join(folder, "node_modules", name, "dist/my-backend.js"), code);
  await mkdir(join(folder, "dist"));
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  await writeFile(join(folder, "dist/my-backend.js"), code);
  await writeFile(join(folder, "dist/wrong.js"), code.replace("error * x * (1 - x)", "error * x"));
  // a copy, as npm would install it: the command line has another one
  for (const part of ["package.json", "dist"])
    await cp(join(root, "packages/core", part), join(folder, "node_modules/@deltarule/core", part), {
      recursive: true,
    });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function deltarule(...args: string[]) {
  const child = run(process.execPath, [join(root, "apps/cli/dist/main.js"), ...args], { cwd: folder });
  const { stdout, stderr } = await child.catch((failure: { stdout: string; stderr: string }) => failure);
  return { stdout, stderr, code: child.child.exitCode };
}

const lastLine = (stdout: string): unknown => JSON.parse(stdout.trimEnd().split("\n").at(-1)!);

describe("The backend that the guide opens with", { timeout: 60_000 }, () => {
  test.each(["./dist/my-backend.js", "deltarule-backend-mine"])("conforms, loaded as %s", async (specifier) => {
    const { stdout, stderr, code } = await deltarule("conformance", "--backend", specifier, "--json");
    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
    expect(lastLine(stdout)).toMatchObject({ type: "result", backend: "minimal", failed: 0, skipped: 0 });
  });

  test("trains a network, as the guide's last command says", async () => {
    const command = block("sh", 2).trimEnd().split("\n").at(-1)!;
    expect(command).toBe("deltarule train iris --backend ./dist/my-backend.js");
    const { stdout, code } = await deltarule(...command.split(" ").slice(1), "--json", "--no-out");
    expect(code).toBe(0);
    expect(lastLine(stdout)).toMatchObject({ type: "result", backend: "minimal", device: "JavaScript" });
  });

  test("fails once its δ lacks the factor 1 − a, and the case and its smallest input are named", async () => {
    const { stdout, code } = await deltarule("conformance", "--backend", "./dist/wrong.js");
    expect(code).toBe(1);
    expect(stdout).toMatch(/^✗ delta\/\S+: .*\n {2}.*element \[0, 0\]: got .*; expected .*\n {2}a 1×\d = \[/m);
    expect(stdout).toMatch(/^✗ gradient\/\S+: /m);
    expect(stdout).not.toMatch(/^✗ (matmul|sigmoid|update|squaredError)\//m);
    expect(stdout).toMatch(/^minimal {2}does not conform: \d+ failed, \d+ passed$/m);
  });
});
