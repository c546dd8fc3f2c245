import {
  DeltaruleError,
  type LayerValues,
  type Model,
  Network,
  parseModel,
  serializeModel,
  type TrainingState,
} from "@deltarule/core";
import { expect } from "vitest";
import { parseEncoding } from "../src/index.ts";
import { mutated } from "./inputs.ts";
import { type Draw, draw } from "./random.ts";

/** How far a model file got: refused as damaged, refused for what stands in it under a checksum that fits, or read. */
export type FileOutcome = "damaged" | "refused" | "read";

const weights = [0, -0, 1, -1, 0.1, 5e-324, Number.MAX_VALUE, -1 / 3, 2 ** -30];

/** Anything that may stand in the place of something else. */
const oddities = [
  ...[
    "null",
    "true",
    '""',
    '"x"',
    '"crc32:00000000"',
    "0",
    "-1",
    "0.5",
    "1",
    "2",
    "1e9",
    "4294967296",
    "9007199254740992",
  ],
  ...["1e308", "-1e-320", "[]", "{}", "[[]]", "[1]", '["1"]', "[1, 2, 3, 4]", '{"length": 3}', '{"sizes": [1, 1]}'],
  '{"__proto__": {"weights": []}, "constructor": 1}',
  "[".repeat(200) + "]".repeat(200),
];

/**
 * Reads one drawn model file, with or without a training's state: sound, with bytes changed, or with values changed under a checksum
 * that fits. It comes back to the bit, or MODEL_INVALID says why it doesn't.
 * @throws whatever else comes of it
 */
export function tryModelFile(seed: number): FileOutcome {
  const random = draw(seed);
  const model = drawModel(random);
  const sound = serializeModel(model);
  expect(parseModel(sound)).toEqual({ training: null, encoding: null, ...model });
  if (random.chance(0.4)) {
    const text = new TextDecoder().decode(mutated(new TextEncoder().encode(sound), random));
    const read = attempt(() => parseModel(text));
    // the checksum is of the content: only its layout may have changed
    if (read) expect(serializeModel(read)).toBe(sound);
    return read ? "read" : "damaged";
  }
  const text = signed(JSON.stringify(altered(JSON.parse(sound), random)));
  const read = attempt(() => parseModel(text));
  if (!read) return "refused";
  expect(parseModel(serializeModel(read))).toEqual(read);
  for (const { weights, bias } of read.network.layers)
    expect([...weights, ...(bias ?? [])].every(Number.isFinite)).toBe(true);
  attempt(() => parseEncoding(read.encoding));
  return "read";
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DeltaruleError)) throw error;
    expect(error.code).toBe("MODEL_INVALID");
    expect(error.message.length).toBeGreaterThan(10);
    expect(error.message.length).toBeLessThan(1000);
    return undefined;
  }
}

/** The text with the checksum that reading it asks for. */
function signed(text: string): string {
  try {
    parseModel(text);
  } catch (error) {
    const asked = error instanceof Error ? /the content's is "(crc32:\w{8})"/.exec(error.message)?.[1] : undefined;
    if (asked) return text.replace(/("checksum":)("[^"]*"|[^,}]*)/, `$1"${asked}"`);
  }
  return text;
}

function drawModel(random: Draw): Model {
  const { integer, chance, pick } = random;
  const sizes = [1 + integer(3), ...random.list(2, () => 1 + integer(3)), 1 + integer(3)];
  const bias = chance(0.7);
  const network = Network.from(
    sizes.slice(1).map((units, l) => ({ inputs: sizes[l]!, units, ...drawLayer(sizes[l]!, units, bias, random) })),
  );
  return {
    network,
    ...(chance(0.5) && { training: { seed: integer(9), "": [pick(weights)], note: "é🙂" } }),
    ...(chance(0.5) && { encoding: drawEncoding(random) }),
    ...(chance(0.7) && { state: drawState(network, bias, random) }),
  };
}

function drawLayer(inputs: number, units: number, bias: boolean, { pick }: Draw): LayerValues {
  const some = (length: number) => Float64Array.from({ length }, () => pick(weights));
  return { weights: some(inputs * units), bias: bias ? some(units) : undefined };
}

function drawEncoding({ pick }: Draw): unknown {
  return {
    columns: ["x", "__proto__", "y"],
    inputs: [
      { name: "x", type: "number", scaling: "standardise", mean: pick(weights), deviation: 1 },
      { name: "__proto__", type: "category", categories: ["a", "constructor"], mostFrequent: "a" },
    ],
    target: pick([
      { name: "y", type: "number", min: -1, max: 2.5 },
      { name: "y", type: "classes", classes: ["no", "yes"] },
    ]),
    missing: "refuse",
    unseen: "zeros",
  };
}

function drawState(network: Network, bias: boolean, random: Draw): TrainingState {
  const { integer, chance, pick } = random;
  const [momentum, shuffle, batchSize] = [pick([0, 0.9]), chance(0.5), 1 + integer(4)];
  const { sizes, layers } = network;
  const data = { samples: 1 + integer(9), inputs: "crc32:00000000", targets: "crc32:ffffffff" };
  return {
    step: 1 + integer(100),
    weights: layers.map(({ weights, bias }) => ({ weights, bias })),
    ...(momentum > 0 && {
      velocity: layers.map(({ inputs, units }) => drawLayer(inputs, units, bias, random)),
    }),
    ...(shuffle && { generator: [integer(2 ** 32), 0, 2 ** 32 - 1, 1] }),
    errors: { samples: 1 + integer(9), sum: pick(weights), rows: Float64Array.from(random.list(4, () => 0.25)) },
    stopping: { ...(chance(0.5) && { best: 0.5 }), reportsSinceBest: integer(3) },
    setting: {
      sizes,
      biases: layers.map(() => bias),
      data,
      ...(chance(0.5) && { validation: pick([0.25, data]) }),
      batchSize,
      average: chance(0.5),
      momentum,
      shuffle,
      ...(shuffle && chance(0.3) && { sampleWeights: "crc32:12345678" }),
      seed: integer(9) - 4,
      learningRate: pick([0.1, "function"] as const),
      stepsAReport: 1 + integer(9),
    },
    backend: { name: "cpu", device: "WASM SIMD, 1 thread" },
  };
}

/** JSON with a few of its values changed, taken out, doubled or put elsewhere. */
function altered(json: unknown, random: Draw): unknown {
  const { pick, integer, chance } = random;
  let at = json;
  for (;;) {
    if (typeof at !== "object" || at === null) return json;
    const keys = Object.keys(at);
    if (keys.length === 0) return json;
    const key = pick(keys);
    const inside: unknown = Reflect.get(at, key);
    if (chance(0.6) && typeof inside === "object" && inside !== null) {
      at = inside;
      continue;
    }
    const change = integer(4);
    if (change === 0) Reflect.deleteProperty(at, key);
    else if (change === 1) Reflect.set(at, key, Reflect.get(at, pick(keys)));
    else if (change === 2 && Array.isArray(at)) at.push(inside);
    else Reflect.set(at, key, JSON.parse(pick(oddities)));
    if (chance(0.7)) return json;
    at = json;
  }
}
