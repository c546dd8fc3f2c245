import { crc32 } from "./checksum.ts";
import { DeltaruleError } from "./errors.ts";
import { writeJson } from "./json.ts";
import { invalid, list, record, show, whole } from "./json-reading.ts";
import { layerRows, parseLayerRows } from "./layer-rows.ts";
import { Network } from "./network.ts";
import { parseState, stateContent } from "./state-content.ts";
import type { TrainingState } from "./training-state.ts";

/** What a model file holds. */
export interface Model {
  readonly network: Network;
  /** How it was trained, as JSON for people and tools; core writes it and gives it back as it is. */
  readonly training?: unknown;
  /** How raw columns become inputs and outputs become answers, as JSON that core doesn't read. */
  readonly encoding?: unknown;
  /** The training that the network is in the middle of. */
  readonly state?: TrainingState | undefined;
}

const FORMAT = "deltarule-model";
const VERSION = 1;

/**
 * A model as the text of a model file: JSON, one row of weights a line, every number to the bit. A state's weights are the
 * network's, and stand in the file once.
 * @throws MODEL_INVALID when a weight is not finite, `training` or `encoding` can't be JSON, or the state is of other weights
 */
export function serializeModel({ network, training = null, encoding = null, state }: Model): string {
  const layers = layerRows(network.sizes, network.layers);
  const content = { sizes: network.sizes, layers, training, encoding, state: state && stateContent(state, network) };
  const head = { format: FORMAT, version: VERSION, checksum: checksumOf(content) };
  return `${writeJson({ ...head, ...content }, { indent: true })}\n`;
}

/**
 * Reads the text of a model file; nothing in it is trusted.
 * @throws MODEL_INVALID with the reason: not JSON or cut short, another format, a newer version, a broken checksum, sizes that
 * don't match, a weight that isn't a finite number, a state that is none
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
    state,
  } = record(parseJson(text), "the content");
  if (format !== FORMAT) throw invalid(`format is ${show(format)}; expected "${FORMAT}"`);
  if (typeof version === "number" && version > VERSION)
    throw invalid(`version ${version} is newer than ${VERSION}, the newest that this release reads; update deltarule`);
  if (version !== VERSION) throw invalid(`version is ${show(version)}; expected ${VERSION}`);
  const expected = checksumOf({ sizes, layers, training, encoding, state });
  if (checksum !== expected)
    throw invalid(`checksum is ${show(checksum)} but the content's is "${expected}"; the file was damaged or edited`);
  const network = parseNetwork(sizes, layers);
  return { network, training, encoding, ...(state !== undefined && { state: parseState(state, network) }) };
}

/** Of the content, whatever its layout: a file that an editor has formatted anew is still whole. */
const checksumOf = (content: object) => `crc32:${crc32(writeJson(content, { indent: false }))}`;

function parseNetwork(sizes: unknown, layers: unknown): Network {
  const units = list(sizes, "sizes").map((size, l) => whole(size, `sizes[${l}]`, 1));
  if (units.length < 2) throw invalid(`sizes is ${show(sizes)}; expected at least an input and an output layer`);
  return Network.from(
    parseLayerRows(layers, "layers", units).map((layer, l) => ({
      inputs: units[l]!,
      units: units[l + 1]!,
      ...layer,
    })),
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
