import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const root = fileURLToPath(new URL("..", import.meta.url));
/** Runs a program to its end; rejects unless that is exit code 0. */
export const run = promisify(execFile);

/** What runs pnpm: at the version that the workspace pins. */
export async function pnpmAt(): Promise<string> {
  const { packageManager } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  return packageManager;
}

/** Packages as a user gets them: packed, and installed into an empty folder outside the workspace, where their tarballs lie, too. */
export async function packAndInstall(
  folders: readonly string[],
): Promise<{ readonly folder: string; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "deltarule-packed-"));
  const pnpm = await pnpmAt();
  for (const name of folders)
    await run("npx", ["-y", pnpm, "pack", "--pack-destination", folder], { cwd: join(root, name) });
  const tarballs = (await readdir(folder)).filter((file) => file.endsWith(".tgz"));
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "empty", private: true, type: "module" }));
  await run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", ...tarballs.map((file) => `./${file}`)], {
    cwd: folder,
  });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
