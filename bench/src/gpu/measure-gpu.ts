import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launchChromium, serve } from "@deltarule/chromium";
import {
  type Candidate,
  type Exercise,
  type ExerciseOptions,
  exercise,
  type Measurement,
  takeTurns,
} from "@deltarule/measure";
import { rolldown } from "rolldown";
import type { BenchOptions } from "../options.ts";
import { peerTask } from "../peers/peer-candidate.ts";
import { proveRule } from "../peers/prove-peer.ts";
import type { Conversation } from "../processes/conversation.ts";
import { conversationCandidate } from "../processes/process-candidate.ts";
import { findWorkload } from "../workloads.ts";
import { adapterOf, conversePage } from "./page-conversation.ts";
import type { PageTask } from "./page-task.ts";

/** All are entries of the page's list. */
const ours = ["webgl2", "webgpu"].flatMap((mode) => [`deltarule ${mode}`, `deltarule ${mode}, compiled step`]);
const peers = [
  { name: "tfjs webgl", step: "batch" },
  { name: "tfjs webgpu", step: "batch" },
  { name: "brain.js GPU", step: "sample" },
] as const;

/** Samples an epoch: few, since an adapter that is a program takes seconds for what a GPU does at once. */
const sizes = { w3: 100, w4: 64, w5: 128, w6: 512 } as const;

// without a GPU a step takes from 10 s to a minute there
const large: readonly string[] = ["w6"];

type Open = (task: PageTask) => Promise<Conversation>;

/** W3 to W6 in pages of the same Chromium, one for each candidate. */
export async function measureGpu(options: BenchOptions): Promise<Measurement[]> {
  const folder = await bundlePage();
  const site = await serve(folder, {}, { isolated: true });
  const browser = await launchChromium();
  try {
    // figures of a program that plays a GPU say nothing of a GPU's speed, and their title says so
    const software = /swiftshader|llvmpipe/i.test(await adapterOf(browser, site.url));
    const where = software ? "in Chromium, drawn by software without a GPU" : "in Chromium";
    const measurements: Measurement[] = [];
    for (const [id, samples] of Object.entries(sizes)) {
      const workload = findWorkload(id);
      if (!options.workloads.includes(workload)) continue;
      const open: Open =
        software && large.includes(id)
          ? async () => {
              throw new Error("left out without a GPU: a step takes from 10 s to a minute");
            }
          : (task) => conversePage(browser, site.url, task, options.patience);
      const turns = { ...options.turns, title: `${workload.title}, ${where}` };
      const candidates = candidatesOf({ ...workload.options, samples, epochsPerReport: 1 }, open, options);
      measurements.push(await takeTurns(candidates, { ...turns, longestMilliseconds: options.longestMilliseconds }));
    }
    return measurements;
  } finally {
    await browser.close();
    await site.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function candidatesOf(options: ExerciseOptions, open: Open, { patience, peers: asked }: BenchOptions): Candidate[] {
  const mine = exercise(options);
  const { samples, batchSize, learningRate } = mine;
  const taskOf = (candidate: string) => ({ candidate, options, samples, batchSize, rate: learningRate });
  return [
    ...ours.map((name) => ourCandidate(name, () => open(taskOf(name)), patience)),
    ...(asked.length > 0 ? peers : []).map(({ name, step }) =>
      theirCandidate(mine, peerTask({ step }, taskOf(name)), open, patience),
    ),
  ];
}

const ourCandidate = (name: string, start: () => Promise<Conversation>, patience: number): Candidate =>
  conversationCandidate(name, start, {
    patience,
    prove: async ({ ask }) => {
      const [word, ...detail] = (await ask("prove", "proof")).split(" ");
      return { correct: word === "correct", detail: detail.join(" ") };
    },
  });

function theirCandidate(mine: Exercise, task: PageTask, open: Open, patience: number): Candidate {
  const few = { ...task, samples: mine.batchSize };
  return conversationCandidate(task.candidate, () => open(task), {
    patience,
    // the page that is timed goes on from untouched weights
    prove: async () => {
      const page = await open(few);
      try {
        return await proveRule(page, mine, few);
      } finally {
        await page.end();
      }
    },
  });
}

/** The page and all that it needs, in a folder. */
async function bundlePage(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "deltarule-bench-page-"));
  const bundle = await rolldown({
    input: fileURLToPath(new URL("./page.js", import.meta.url)),
    platform: "browser",
    // brain.js's own browser build has an older gpu.js in it
    resolve: { mainFields: ["module", "main"] },
    logLevel: "silent",
  });
  await bundle.write({ dir: folder, format: "esm" });
  await bundle.close();
  const html = '<!doctype html><meta charset="utf-8"><title>bench</title><script type="module" src="page.js"></script>';
  await writeFile(join(folder, "index.html"), html);
  return folder;
}
