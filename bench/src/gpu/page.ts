// The page that a candidate has to itself, in the same Chromium as the others.
import { createBackend, type Mode } from "@deltarule/backend-gpujs";
import { type Candidate, compiledCandidate, exercise, type Open, pacedTraining } from "@deltarule/measure";
import type { Learner, LoadedTask } from "../processes/serve.ts";
import { brainLearner } from "./brain-learner.ts";
import type { Answering, BenchPage, PageTask } from "./page-task.ts";
import { tfjsPageLearner } from "./tfjs-page-learner.ts";

declare global {
  var bench: BenchPage;
}

const candidates: Readonly<Record<string, (task: PageTask) => Promise<Answering>>> = {
  "deltarule webgpu": ours(training, "webgpu"),
  "deltarule webgpu, compiled step": ours(compiledStep, "webgpu"),
  "deltarule webgl2": ours(training, "webgl2"),
  "deltarule webgl2, compiled step": ours(compiledStep, "webgl2"),
  "tfjs webgpu": theirs((task) => tfjsPageLearner("webgpu", task)),
  "tfjs webgl": theirs((task) => tfjsPageLearner("webgl", task)),
  "brain.js GPU": theirs(brainLearner),
};

let ready: Answering | undefined;

globalThis.bench = {
  async adapter() {
    const backend = await createBackend({ mode: "webgl2" });
    await backend.close();
    return backend.facts.device;
  },
  async prepare(task) {
    const open = candidates[task.candidate];
    if (!open) throw new Error(`the page has no candidate ${task.candidate}`);
    ready = await open(task);
    return ready.note;
  },
  async answer(line) {
    if (!ready) throw new Error("nothing is prepared");
    return ready.answer(line);
  },
};

function training(name: string, open: Open, { options, turn }: PageTask): Candidate {
  return pacedTraining(name, open, options, turn);
}

function compiledStep(name: string, open: Open, { options }: PageTask): Candidate {
  return compiledCandidate(name, open, exercise({ ...options, epochsPerReport: 1 }));
}

function ours(candidate: (name: string, open: Open, task: PageTask) => Candidate, mode: Mode) {
  return async (task: PageTask): Promise<Answering> => {
    const { note = "", prove, run } = await candidate(mode, () => createBackend({ mode }), task).prepare();
    return {
      note,
      async answer(line) {
        const [word, count] = line.split(" ");
        if (word === "train") return timed(async () => (await run(Number(count))).units);
        const proof = await prove?.();
        return `proof ${proof?.correct ? "correct" : "wrong"} ${proof?.detail}`;
      },
    };
  };
}

function theirs(prepare: (task: LoadedTask) => Promise<Learner>) {
  return async (task: PageTask): Promise<Answering> => {
    const loaded = load(task);
    const learner = await prepare(loaded);
    return {
      note: learner.note,
      async answer(line) {
        const [word, first, second] = line.split(" ");
        if (word === "train") return timed(async () => learner.train(Number(first)));
        const outputs: number[] = [];
        for (const input of loaded.inputs.slice(Number(first), Number(first) + Number(second)))
          outputs.push(...Array.from((await learner.outputs?.(input)) ?? []));
        return `outputs ${outputs.join(" ")}`;
      },
    };
  };
}

async function timed(work: () => Promise<number>): Promise<string> {
  const began = performance.now();
  const units = await work();
  return `done ${units} ${(performance.now() - began) / 1000}`;
}

/** The same data and weights as every candidate's, from their seed. */
function load({ options, samples, batchSize, rate }: PageTask): LoadedTask {
  const { layers, data, network } = exercise(options);
  const rows = ({ values, cols }: { readonly values: ArrayLike<number>; readonly cols: number }) =>
    Array.from({ length: samples }, (_, r) => Float32Array.from({ length: cols }, (_, c) => values[r * cols + c]!));
  const weights = network().layers.map(({ weights, bias }, l) => ({
    inputs: layers[l]!,
    units: layers[l + 1]!,
    w: Float32Array.from(weights),
    b: Float32Array.from(bias ?? new Float32Array(layers[l + 1]!)),
  }));
  const [inputs, targets] = [rows(data.inputs), rows(data.targets)];
  return { layers, batchSize, samples, rows: samples, rate, file: "", inputs, targets, weights, variant: undefined };
}
