import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

/** A page beside this file, built by Vite as a user's is: without configuration, from the packages' dist. */
export async function buildPage(name: string): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), `deltarule-${name}-`));
  const root = fileURLToPath(new URL(name, import.meta.url));
  // vitest's conditions are none of the page's
  await build({
    root,
    configFile: false,
    logLevel: "warn",
    build: { outDir: folder, emptyOutDir: true, target: "es2022" },
  });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
