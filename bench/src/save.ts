import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { charts, mergedResults, type Results, slug, toJson, toMarkdown } from "./results.ts";

/** Where results are kept. */
const kept = fileURLToPath(new URL("../results/", import.meta.url));

/**
 * JSON, Markdown and charts in a folder that is named by day, processor, engine and what is particular of them; gives the folder. What is
 * there already from another run is kept but for what was measured again.
 */
export async function save(results: Results, particular: string, under: string = kept): Promise<string> {
  const { date, machine } = results;
  const name = [date.slice(0, 10), machine.processor, machine.engine.split(" (")[0], particular].join(" ");
  const folder = join(under, slug(name));
  const earlier = await read(join(folder, "results.json"));
  const all = earlier ? mergedResults(earlier, results) : results;
  await writeWhole(join(folder, "results.json"), toJson(all));
  await writeWhole(join(folder, "results.md"), toMarkdown(all));
  for (const [file, svg] of charts(all)) await writeWhole(join(folder, file), svg);
  return folder;
}

/** What an earlier run left; undefined where there was none. */
async function read(path: string): Promise<Results | undefined> {
  const text = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return undefined;
    throw cause;
  });
  if (text === undefined) return undefined;
  const results: Results = JSON.parse(text);
  if (results.schema !== 1) throw new Error(`${path} is of schema ${results.schema}; expected 1: move it away`);
  return results;
}

/** A file is there whole or not at all. */
export async function writeWhole(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.part`, content);
  await rename(`${path}.part`, path);
}
