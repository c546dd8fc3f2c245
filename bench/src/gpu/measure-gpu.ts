import {
  type Candidate,
  type Exercise,
  type ExerciseOptions,
  exercise,
  type Figure,
  type Measurement,
  takeTurns,
} from "@deltarule/measure";
import type { BenchOptions } from "../options.ts";
import { openChromiumSite } from "../pages/chromium-site.ts";
import { peerTask } from "../peers/peer-candidate.ts";
import { proveRule } from "../peers/prove-peer.ts";
import type { Conversation } from "../processes/conversation.ts";
import { conversationCandidate, ownProof } from "../processes/process-candidate.ts";
import { findWorkload } from "../workloads.ts";
import { adapterOf, conversePage } from "./page-conversation.ts";
import type { PageTask } from "./page-task.ts";

/** All candidates are entries of the page's list. */
const compiledInWebGl2 = "deltarule webgl2, compiled step";
const ours = ["webgl2", "webgpu"].flatMap((mode) => [`deltarule ${mode}`, `deltarule ${mode}, compiled step`]);
const peers = [
  { name: "tfjs webgl", step: "batch" },
  { name: "tfjs webgpu", step: "batch" },
  { name: "brain.js GPU", step: "sample" },
] as const;

/** Samples an epoch: few, since an adapter that is a program takes seconds for what a GPU does at once. */
const sizes = { w3: 100, w4: 64, w5: 128, w6: 512 } as const;

// without a GPU a turn takes minutes there: a step is timed instead
const large: readonly string[] = ["w5", "w6"];

type Open = (task: PageTask) => Promise<Conversation>;

/** W3 to W6 in pages of the same Chromium, one for each candidate; without a GPU W5 and W6 are a figure each. */
export async function measureGpu(
  options: BenchOptions,
): Promise<{ readonly measurements: Measurement[]; readonly figures: Figure[] }> {
  // brain.js's own browser build has an older gpu.js in it
  const resolve = { mainFields: ["module", "main"] };
  const { browser, url, close } = await openChromiumSite(new URL("./page", import.meta.url), resolve);
  try {
    // figures of a program that plays a GPU say nothing of a GPU's speed, and their title says so
    const software = /swiftshader|llvmpipe/i.test(await adapterOf(browser, url));
    const where = software ? "in Chromium, drawn by software without a GPU" : "in Chromium";
    const measurements: Measurement[] = [];
    const figures: Figure[] = [];
    for (const [id, samples] of Object.entries(sizes)) {
      const workload = findWorkload(id);
      if (!options.workloads.includes(workload)) continue;
      const title = `${workload.title}, ${where}`;
      const exerciseOptions = { ...workload.options, samples, epochsPerReport: 1 };
      const open: Open = (task) => conversePage(browser, url, task, options.patience);
      if (software && large.includes(id)) {
        figures.push(await timeOneStep(title, exerciseOptions, open));
        continue;
      }
      const turns = { ...options.turns, title, longestMilliseconds: options.longestMilliseconds };
      measurements.push(await takeTurns(candidatesOf(exerciseOptions, open, options), turns));
    }
    return { measurements, figures };
  } finally {
    await close();
  }
}

/** One step of the compiled program, its kernels compiled in it: the reason why there are no turns. */
async function timeOneStep(title: string, options: ExerciseOptions, open: Open): Promise<Figure> {
  const { samples, batchSize, learningRate } = exercise(options);
  const page = await open({ candidate: compiledInWebGl2, options, samples, batchSize, rate: learningRate });
  try {
    const [units, seconds] = (await page.ask("train 1", "done")).split(" ").map(Number);
    const value = seconds! / (units! / batchSize);
    return { name: `${title}: a step of ${compiledInWebGl2}`, value, unit: "s", note: "too long for turns" };
  } finally {
    await page.end();
  }
}

function candidatesOf(options: ExerciseOptions, open: Open, { patience, peers: asked }: BenchOptions): Candidate[] {
  const mine = exercise(options);
  const { samples, batchSize, learningRate } = mine;
  const taskOf = (candidate: string) => ({ candidate, options, samples, batchSize, rate: learningRate });
  return [
    ...ours.map((name) => conversationCandidate(name, () => open(taskOf(name)), { patience, prove: ownProof })),
    ...(asked.length > 0 ? peers : []).map(({ name, step }) =>
      theirCandidate(mine, peerTask({ step }, taskOf(name)), open, patience),
    ),
  ];
}

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
