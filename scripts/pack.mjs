// Every package that is published, as the tarball that would be.
import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { pnpm, root } from "./setup.mjs";

const run = promisify(execFile);
const manifestOf = (folder) => JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

/** Folders and manifests of the packages that are published. */
export const published = ["packages", "apps"]
  .flatMap((group) => readdirSync(join(root, group)).map((name) => join(root, group, name)))
  .map((folder) => ({ folder, manifest: manifestOf(folder) }))
  .filter(({ manifest }) => !manifest.private);

/** Packs them into `destination`, one after the other; the tarballs by the packages' names. */
export async function packAll(destination) {
  const tarballs = {};
  for (const { folder, manifest } of published) {
    const [command, args] = pnpm(["pack", "--json", "--pack-destination", destination]);
    const { stdout } = await run(command, args, {
      cwd: folder,
      shell: process.platform === "win32",
      maxBuffer: 2 ** 26,
    });
    tarballs[manifest.name] = JSON.parse(stdout).filename;
  }
  return tarballs;
}
