import {
  type Candidate,
  type Exercise,
  type ExerciseOptions,
  exercise,
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
const ours = ["webgl2", "webgpu"].flatMap((mode) => [`deltarule ${mode}`, `deltarule ${mode}, compiled step`]);
const peers = [
  { name: "tfjs webgl", step: "batch" },
  { name: "tfjs webgpu", step: "batch" },
  { name: "brain.js GPU", step: "sample" },
] as const;

/**
 * Samples an epoch: few, since an adapter that is a program takes seconds for what a GPU does at once. And by how many milliseconds the reports of
 * `train` may be apart: seconds, and for the largest a step.
 */
const sizes = {
  w3: { samples: 100, turn: 2_000 },
  w4: { samples: 64, turn: 2_000 },
  w5: { samples: 128, turn: 10_000 },
  w6: { samples: 512, turn: 100_000 },
} as const;

// a library that learns sample by sample does as much for each
const ONLINE_SAMPLES = 16;

type Open = (task: PageTask) => Promise<Conversation>;

/** W3 to W6 in pages of the same Chromium, one for each candidate. */
export async function measureGpu(options: BenchOptions): Promise<Measurement[]> {
  // brain.js's own browser build has an older gpu.js in it
  const resolve = { mainFields: ["module", "main"] };
  const { browser, url, close } = await openChromiumSite(new URL("./page", import.meta.url), resolve);
  try {
    // figures of a program that plays a GPU say nothing of a GPU's speed, and their title says so
    const software = /swiftshader|llvmpipe/i.test(await adapterOf(browser, url));
    const where = software ? "in Chromium, drawn by software without a GPU" : "in Chromium";
    const measurements: Measurement[] = [];
    for (const [id, { samples, turn }] of Object.entries(sizes)) {
      const workload = findWorkload(id);
      if (!options.workloads.includes(workload)) continue;
      const title = `${workload.title}, ${where}`;
      const exerciseOptions = { ...workload.options, samples };
      const open: Open = (task) => conversePage(browser, url, task, options.patience);
      const turns = { ...options.turns, title, longestMilliseconds: options.longestMilliseconds };
      measurements.push(await takeTurns(candidatesOf(exerciseOptions, turn, open, options), turns));
    }
    return measurements;
  } finally {
    await close();
  }
}

function candidatesOf(
  options: ExerciseOptions,
  turn: number,
  open: Open,
  { patience, peers: asked }: BenchOptions,
): Candidate[] {
  const mine = exercise(options);
  const { samples, batchSize, learningRate } = mine;
  const taskOf = (candidate: string) => ({ candidate, options, turn, samples, batchSize, rate: learningRate });
  return [
    ...ours.map((name) => conversationCandidate(name, () => open(taskOf(name)), { patience, prove: ownProof })),
    ...(asked.length > 0 ? peers : []).map(({ name, step }) => {
      const task = peerTask({ step }, taskOf(name));
      return theirCandidate(mine, step === "sample" ? { ...task, samples: ONLINE_SAMPLES } : task, open, patience);
    }),
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
