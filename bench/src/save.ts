import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BenchReport, formatMarkdown, formatSvg } from "@deltarule/measure";
import { formatClaims } from "./claims.ts";
import { formatMnistSvg } from "./mnist/chart.ts";
import type { MnistResult } from "./mnist/curve.ts";
import { formatMnist } from "./mnist/report.ts";

/** A run's figures, with the MNIST run where there was one. */
export interface Results extends BenchReport {
  readonly mnist?: MnistResult;
}

export const toJson = (results: Results): string => `${JSON.stringify(results, undefined, 2)}\n`;

/** JSON, Markdown and charts in a folder of bench/results; gives the folder. It is named by date, processor, engine and what is particular of the run. */
export async function save(results: Results, particular: readonly string[]): Promise<string> {
  const { date, machine, measurements, mnist } = results;
  const name = [date.slice(0, 10), machine.processor, machine.engine.split(" (")[0], ...particular].join(" ");
  const folder = fileURLToPath(new URL(`../results/${slug(name)}/`, import.meta.url));
  const markdown = [
    "# Results\n",
    formatMarkdown(results),
    formatClaims(measurements) ?? "",
    mnist ? formatMnist(mnist) : "",
  ].join("\n");
  await writeWhole(join(folder, "results.json"), toJson(results));
  await writeWhole(join(folder, "results.md"), `${markdown.trimEnd()}\n`);
  for (const measurement of measurements)
    await writeWhole(join(folder, `${slug(measurement.title)}.svg`), formatSvg(measurement));
  if (mnist?.curves.length) await writeWhole(join(folder, "mnist.svg"), formatMnistSvg(mnist));
  return folder;
}

/** A file is there whole or not at all. */
export async function writeWhole(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.part`, content);
  await rename(`${path}.part`, path);
}

const slug = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
