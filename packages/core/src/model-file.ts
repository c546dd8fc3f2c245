import { crc32 } from "./checksum.ts";
import { DeltaruleError } from "./errors.ts";
import { writeJson } from "./json.ts";
import { Network } from "./network.ts";

/** What a model file holds. */
export interface Model {
  readonly network: Network;
  /** How it was trained, as JSON for people and tools; core writes it and gives it back as it is. */
  readonly training?: unknown;
  /** How raw columns become inputs and outputs become answers, as JSON that core doesn't read. */
  readonly encoding?: unknown;
}

const FORMAT = "deltarule-model";
const VERSION = 1;

/**
 * A model as the text of a model file: JSON, one row of weights a line, every number to the bit.
 * @throws MODEL_INVALID when a weight is not finite, or `training` or `encoding` can't be JSON
 */
export function serializeModel({ network, training = null, encoding = null }: Model): string {
  const layers = network.layers.map(({ inputs, units, weights, bias }) => ({
    weights: Array.from({ length: inputs }, (_, i) => Array.from(weights.subarray(i * units, (i + 1) * units))),
    bias: bias ? Array.from(bias) : null,
  }));
  const content = { sizes: network.sizes, layers, training, encoding };
  const head = { format: FORMAT, version: VERSION, checksum: checksumOf(content) };
  return `${writeJson({ ...head, ...content }, { indent: true })}\n`;
}

/**
 * Reads the text of a model file; nothing in it is trusted.
 * @throws MODEL_INVALID with the reason: not JSON or cut short, another format, a newer version, a broken checksum, sizes that
 * don't match, a weight that isn't a finite number
 */
export function parseModel(text: string): Model {
  const {
    format,
    version,
    checksum,
    sizes = null,
    layers = null,
    training = null,
    encoding = null,
  } = record(parseJson(text), "the content");
  if (format !== FORMAT) throw invalid(`format is ${show(format)}; expected "${FORMAT}"`);
  if (typeof version === "number" && version > VERSION)
    throw invalid(`version ${version} is newer than ${VERSION}, the newest that this release reads; update deltarule`);
  if (version !== VERSION) throw invalid(`version is ${show(version)}; expected ${VERSION}`);
  const expected = checksumOf({ sizes, layers, training, encoding });
  if (checksum !== expected)
    throw invalid(`checksum is ${show(checksum)} but the content's is "${expected}"; the file was damaged or edited`);
  return { network: parseNetwork(sizes, layers), training, encoding };
}

/** Of the content, whatever its layout: a file that an editor has formatted anew is still whole. */
const checksumOf = (content: object) => `crc32:${crc32(writeJson(content, { indent: false }))}`;

function parseNetwork(sizes: unknown, layers: unknown): Network {
  const units = list(sizes, "sizes").map((size, l) => {
    if (typeof size !== "number" || !Number.isSafeInteger(size) || size < 1)
      throw invalid(`sizes[${l}] is ${show(size)}; expected a positive whole number`);
    return size;
  });
  if (units.length < 2) throw invalid(`sizes is ${show(sizes)}; expected at least an input and an output layer`);
  return Network.from(
    list(layers, "layers", units.length - 1).map((layer, l) => {
      const name = `layers[${l}]`;
      const { weights, bias = null } = record(layer, name);
      const [I, J] = [units[l]!, units[l + 1]!];
      const rows = list(weights, `${name}.weights`, I).map((row, i) => numbers(row, `${name}.weights[${i}]`, J));
      return {
        inputs: I,
        units: J,
        weights: rows.flat(),
        bias: bias === null ? undefined : numbers(bias, `${name}.bias`, J),
      };
    }),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DeltaruleError(
      "MODEL_INVALID",
      "model file: not valid JSON; expected a whole model file, this one is cut short or something else",
      {
        cause,
      },
    );
  }
}

function record(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (!isRecord(value)) throw invalid(`${name} is ${show(value)}; expected an object`);
  return value;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function list(value: unknown, name: string, length?: number): unknown[] {
  if (!Array.isArray(value)) throw invalid(`${name} is ${show(value)}; expected a list`);
  if (length !== undefined && value.length !== length)
    throw invalid(`${name} has ${value.length} entries; expected ${length}, as sizes says`);
  return value;
}

const numbers = (value: unknown, name: string, length: number): number[] =>
  list(value, name, length).map((x, at) => {
    if (typeof x !== "number" || !Number.isFinite(x))
      throw invalid(`${name}[${at}] is ${show(x)}; expected a finite number`);
    return x;
  });

/** Something for a message: short, whatever the file holds. */
function show(value: unknown): string {
  const text = value === undefined ? "missing" : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

const invalid = (message: string) => new DeltaruleError("MODEL_INVALID", `model file: ${message}`);
