import { DeltaruleError } from "@deltarule/core";

/** The head of an IDX file: 0, 0, the type of its values, how many dimensions, and the size of each (32 bits, big-endian). */
export interface IdxHeader {
  readonly type: IdxType;
  readonly sizes: readonly number[];
  /** Bytes before the first value. */
  readonly length: number;
}

export interface IdxType {
  readonly bytes: number;
  read(view: DataView, at: number): number;
  /** Where the least and the largest number say how to scale. */
  readonly range?: { readonly min: number; readonly max: number };
}

const types: ReadonlyMap<number | undefined, IdxType> = new Map<number, IdxType>([
  [0x08, { bytes: 1, read: (view, at) => view.getUint8(at), range: { min: 0, max: 255 } }],
  [0x09, { bytes: 1, read: (view, at) => view.getInt8(at) }],
  [0x0b, { bytes: 2, read: (view, at) => view.getInt16(at) }],
  [0x0c, { bytes: 4, read: (view, at) => view.getInt32(at) }],
  [0x0d, { bytes: 4, read: (view, at) => view.getFloat32(at) }],
  [0x0e, { bytes: 8, read: (view, at) => view.getFloat64(at) }],
]);

const mostDimensions = 4;

/** Whether bytes begin an IDX file. No text begins so. */
export const isIdx = ([a, b, type, dimensions = 0]: Uint8Array): boolean =>
  a === 0 && b === 0 && types.has(type) && dimensions >= 1 && dimensions <= mostDimensions;

/** How many bytes of a file it takes to know its header. */
export const idxHeaderLength = (start: Uint8Array): number => 4 + 4 * (start[3] ?? 0);

/** @throws DATA_INVALID: not the head of an IDX file */
export function idxHeader(name: string, bytes: Uint8Array): IdxHeader {
  const [, , code, dimensions = 0] = bytes;
  const type = types.get(code);
  const length = idxHeaderLength(bytes);
  if (!isIdx(bytes) || !type || bytes.length < length)
    throw new DeltaruleError(
      "DATA_INVALID",
      `${name}: not an IDX file; expected it to begin with 0, 0, a type from 8 to 14, 1 to ${mostDimensions} dimensions, and their sizes`,
    );
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return { type, length, sizes: Array.from({ length: dimensions }, (_, d) => view.getUint32(4 + 4 * d)) };
}
