import { finite, flag, invalid, list, record, show, text, whole } from "./json-reading.ts";
import { layerRows, parseLayerRows } from "./layer-rows.ts";
import type { Network } from "./network.ts";
import type { GeneratorState } from "./random.ts";
import type { Fingerprint, LayerValues, TrainingSetting, TrainingState } from "./training-state.ts";

/**
 * A training state as a model file holds it: without what the file says of its network anyway.
 * @throws MODEL_INVALID when the state is of other weights than the network's
 */
export function stateContent({ weights, setting, ...state }: TrainingState, network: Network): object {
  const { sizes, biases: _, ...terms } = setting;
  if (!isSame(weights, network.layers))
    throw invalid(`the network has other weights than the state; expected those of step ${state.step}`);
  const { velocity, errors } = state;
  return {
    ...state,
    velocity: velocity && layerRows(sizes, velocity),
    errors: { ...errors, rows: Array.from(errors.rows) },
    setting: terms,
  };
}

function isSame(some: readonly LayerValues[], others: readonly LayerValues[]): boolean {
  const values = ({ weights, bias }: LayerValues) => [weights, bias ?? new Float64Array(0)];
  const [a, b] = [some.flatMap(values), others.flatMap(values)];
  return (
    a.length === b.length && a.every((x, l) => x.length === b[l]!.length && x.every((w, at) => Object.is(w, b[l]![at])))
  );
}

/** @throws MODEL_INVALID */
export function parseState(value: unknown, network: Network): TrainingState {
  const state = record(value, "state");
  const setting = parseSetting(state.setting, network);
  const errors = record(state.errors, "state.errors");
  const { best, reportsSinceBest } = record(state.stopping, "state.stopping");
  const backend = record(state.backend, "state.backend");
  present("velocity", state.velocity, "momentum", setting.momentum);
  present("generator", state.generator, "shuffle", setting.shuffle);
  return {
    step: whole(state.step, "state.step", 1),
    weights: network.layers.map(({ weights, bias }) => ({ weights: weights.slice(), bias: bias?.slice() })),
    ...(state.velocity !== undefined && { velocity: parseVelocity(state.velocity, network) }),
    ...(state.generator !== undefined && { generator: parseGenerator(state.generator) }),
    errors: {
      samples: whole(errors.samples, "state.errors.samples", 1),
      sum: finite(errors.sum, "state.errors.sum"),
      rows: Float64Array.from(
        list(errors.rows, "state.errors.rows").map((e, r) => finite(e, `state.errors.rows[${r}]`)),
      ),
    },
    stopping: {
      ...(best !== undefined && { best: finite(best, "state.stopping.best") }),
      reportsSinceBest: whole(reportsSinceBest, "state.stopping.reportsSinceBest", 0),
    },
    setting,
    backend: {
      name: text(backend.name, "state.backend.name"),
      device: text(backend.device, "state.backend.device"),
    },
  };
}

/** What belongs to an option is there exactly where the option is on. */
function present(name: string, value: unknown, option: string, set: number | boolean): void {
  if ((value !== undefined) !== Boolean(set))
    throw invalid(
      `state.${name} is ${value === undefined ? "missing" : "there"}, but state.setting.${option} is ${set}; expected both or neither`,
    );
}

function parseVelocity(value: unknown, { sizes, layers }: Network): LayerValues[] {
  return parseLayerRows(value, "state.velocity", sizes).map(({ weights, bias }, l) => {
    if ((bias === undefined) !== (layers[l]!.bias === undefined))
      throw invalid(`state.velocity[${l}].bias is ${show(bias ?? null)}; expected it where layers[${l}] has biases`);
    return { weights: Float64Array.from(weights), bias: bias && Float64Array.from(bias) };
  });
}

function parseGenerator(value: unknown): GeneratorState {
  const [a, b, c, counter] = list(value, "state.generator", { is: 4, as: "of 32 bits each" }).map((part, at) => {
    const name = `state.generator[${at}]`;
    const bits = whole(part, name, 0);
    if (bits >= 2 ** 32) throw invalid(`${name} is ${bits}; expected 32 bits`);
    return bits;
  });
  return [a!, b!, c!, counter!];
}

function parseSetting(value: unknown, { sizes, layers }: Network): TrainingSetting {
  const name = "state.setting";
  const { data, validation, learningRate, ...terms } = record(value, name);
  const momentum = finite(terms.momentum, `${name}.momentum`);
  if (momentum < 0 || momentum >= 1) throw invalid(`${name}.momentum is ${momentum}; expected a number in [0, 1)`);
  return {
    sizes,
    biases: layers.map(({ bias }) => bias !== undefined),
    data: parseFingerprint(data, `${name}.data`),
    ...(validation !== undefined && {
      validation: typeof validation === "number" ? validation : parseFingerprint(validation, `${name}.validation`),
    }),
    batchSize: whole(terms.batchSize, `${name}.batchSize`, 1),
    average: flag(terms.average, `${name}.average`),
    momentum,
    shuffle: flag(terms.shuffle, `${name}.shuffle`),
    ...(terms.sampleWeights !== undefined && { sampleWeights: text(terms.sampleWeights, `${name}.sampleWeights`) }),
    seed: whole(terms.seed, `${name}.seed`, "negative too"),
    learningRate: learningRate === "function" ? learningRate : finite(learningRate, `${name}.learningRate`),
    stepsAReport: whole(terms.stepsAReport, `${name}.stepsAReport`, 1),
  };
}

function parseFingerprint(value: unknown, name: string): Fingerprint {
  const { samples, inputs, targets } = record(value, name);
  return {
    samples: whole(samples, `${name}.samples`, 1),
    inputs: text(inputs, `${name}.inputs`),
    targets: text(targets, `${name}.targets`),
  };
}
