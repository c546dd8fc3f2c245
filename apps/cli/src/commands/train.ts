import { DeltaruleError } from "@deltarule/core";
import type { TableHead } from "@deltarule/data";
import type { BackendChoice } from "../backend-choice.ts";
import { checkCheckpoint, checkpoints, type Interval } from "../checkpoints.ts";
import { choiceMemory, choicesFile } from "../choosing/choice-memory.ts";
import { opening } from "../choosing/opening.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { openInputs } from "../input.ts";
import type { Interrupts } from "../interrupts.ts";
import { checkModelPath, readCheckpoint, writeModel } from "../model-store.ts";
import { type ColumnFlags, encodingIn } from "../options/columns.ts";
import { type ReadingFlags, readingWords, readOptions } from "../options/reading.ts";
import { curvesSvg } from "../plot/curves-svg.ts";
import { checkPlotPath, writePlot } from "../plot/plot-file.ts";
import { type Terminal, warn } from "../terminal.ts";
import { epochOf, learn } from "../training/learn.ts";
import type { TrainingOptions } from "../training/options.ts";
import { workOf } from "../training/plan.ts";
import { planFromFiles } from "../training/plan-from-files.ts";
import { trainingRecord } from "../training/record.ts";
import { checkSameOptions, optionsRecord } from "../training/same-options.ts";
import { jsonView } from "../training-json.ts";
import { textView } from "../training-text.ts";

export interface TrainFlags extends Partial<Omit<TrainingOptions, "columns">>, ColumnFlags, ReadingFlags {
  readonly backend: BackendChoice;
  readonly remember?: true;
  /** Where the curves of the error go. */
  readonly plot?: string;
  /** False: no model is written. */
  readonly out?: string | false;
  readonly json?: true;
  readonly checkpoint?: string;
  /** 30 s if left out. */
  readonly checkpointEvery?: Interval;
  readonly resume?: string;
  /** What it says is among these already. */
  readonly config?: string;
}

/** `deltarule train`: a table in, a model file out. */
export async function train(
  files: readonly string[],
  flags: TrainFlags,
  terminal: Terminal,
  interrupts: Interrupts,
): Promise<ExitCode> {
  const { backend: choice, remember, out, plot, json, checkpoint, checkpointEvery, resume } = flags;
  const reading = readOptions(flags);
  const input = await openInputs(files, terminal.stdin, flags.labels);
  const model = out === false ? undefined : (out ?? `${input.stem}.model.json`);
  if (model !== undefined) await checkModelPath(model);
  if (plot !== undefined) await checkPlotPath(plot, model);
  if (checkpoint !== undefined) await checkCheckpoint(checkpoint, model);
  else if (checkpointEvery)
    throw new DeltaruleError(
      "OPTION_INVALID",
      "--checkpoint-every says how often, but not where; expected --checkpoint",
    );
  const begun = resume === undefined ? undefined : await readCheckpoint(resume);
  const tell = (message: string) => warn(terminal, [{ message }]);
  const waiting = await opening(choice, tell, remember && choiceMemory(choicesFile(), tell));
  try {
    const plan = await planFromFiles(input, reading, (table) => chosenFor(table, flags));
    if (begun && resume !== undefined) checkSameOptions(plan.options, begun.training, resume);
    const view = json ? jsonView(terminal) : textView(terminal, [...files, ...readingWords(flags)]);
    const opened = await waiting.for(() => workOf(plan));
    const { backend } = opened;
    view.begin(plan, opened, epochOf(plan, begun?.state));
    const signal = interrupts.keepWork();
    const known = { encoding: plan.prepared.encoding, training: optionsRecord(plan.options) };
    const keep = checkpoint === undefined ? undefined : checkpoints(checkpoint, checkpointEvery, known);
    const learning = { backend, signal, onReport: view.report, keep, state: begun?.state };
    const learnt = await learn(plan, learning).finally(view.stop);
    const { course, failure } = learnt;
    if (course.last && model !== undefined) {
      const training = trainingRecord(plan, learnt, { reading, backend, choice });
      await writeModel(model, { network: learnt.network, encoding: plan.prepared.encoding, training });
      if (failure) terminal.err.write(`${model} holds the weights of epoch ${course.last.epoch}\n`);
    }
    if (course.last && plot !== undefined)
      await writePlot(plot, curvesSvg(`${plan.table.name}: error by epoch`, course));
    if (failure && resume !== undefined && !course.last) throw unresumable(failure, resume);
    if (failure) throw explained(failure, plan.options);
    if (!course.last) {
      terminal.err.write("interrupted before anything was learnt; no model is written\n");
      return interrupts.code();
    }
    view.end(plan, learnt, opened, model);
    return signal.aborted ? interrupts.code() : exitCode.done;
  } finally {
    await waiting.close();
  }
}

/** What is chosen about the training itself; the columns by their names in the table. */
function chosenFor(table: TableHead, flags: TrainFlags): Partial<TrainingOptions> {
  const { backend, remember, out, plot, json, checkpoint, checkpointEvery, resume, ...others } = flags;
  const { config, format, header, delimiter, labels, ignore, numeric, categorical, range, unscaled, ...chosen } =
    others;
  return { ...chosen, ...encodingIn(table, flags) };
}

/** What a training says that a checkpoint is not of, or that fails before it goes on. */
function unresumable(failure: DeltaruleError, path: string): DeltaruleError {
  const { code, message } = failure;
  // of the same options, a network has other sizes where the table has other columns
  const isTable = code === "DATA_INVALID" || message.includes("the network's sizes");
  const what = isTable ? `the table is another than when that training began (${message})` : message;
  return new DeltaruleError(code, `can't go on from ${path}: ${what}`, { cause: failure });
}

/** What a failed training says here, where options have other names than in the library. */
function explained(failure: DeltaruleError, { learningRate }: TrainingOptions): DeltaruleError {
  if (failure.code !== "DIVERGED") return failure;
  const message =
    `the training diverged: the error or a weight is no longer a finite number; try a --learning-rate smaller than ${learningRate}, ` +
    "or less --momentum";
  return new DeltaruleError("DIVERGED", message, { cause: failure });
}
