/**
 * An instruction as 20 words of 4 bytes in WASM memory: what `assembly/` executes, `record.ts` describes and `stored-program.ts` writes. All
 * import this file, so it holds plain constants only. The numbers after the operations and kernels are byte offsets into a record.
 */

export const RECORD = 80;

export const OP = 0;
export const GATHER = 0;
export const MATMUL = 1;
export const SIGMOID = 2;
export const DELTA_TARGET = 3;
export const DELTA_ERROR = 4;
export const SQUARED_ERROR = 5;
export const UPDATE_WEIGHTS = 6;
export const FORWARD = 7;
export const OUTPUT = 8;
export const HIDDEN = 9;

/** Address of what is read first: a, source, net, w */
export const A = 4;
/** Address of what is read second: b, target, error, step */
export const B = 8;
export const OUT = 12;
/** Rows of out */
export const ROWS = 16;
/** Columns of out, without the padding */
export const COLS = 20;
/** Bytes a row of out; for a gather and squaredError bytes a row of what is read */
export const STRIDE = 24;
/** Bytes into the batch's indices where a gather's begin */
export const FIRST_INDEX = 32;
/** Factor of an update (f32) */
export const RATE = 32;

/** Products a sum: columns of a, or its rows when it is transposed */
export const INNER = 28;
/** Bytes from one row of the (transposed) a to the next, and from one of its columns to the next */
export const A_ROW = 32;
export const A_STEP = 36;
/** Bytes a row of b as it is stored */
export const B_ROW = 40;
/** Which kernel computes it: decided by the shape of the whole operation alone */
export const KERNEL = 44;
export const UNPACKED = 0;
export const DOTS = 1;
export const TRANSPOSED = 2;
export const PACKED = 3;
export const PACKED_TRANSPOSED = 4;
/** How a sum is finished: a sum of the flags, or UPDATE alone */
export const FINISH = 48;
export const BIAS = 1;
export const KEEP = 2;
export const UPDATE = 4;
export const ALPHA = 52;
export const BETA = 56;
export const BIAS_ADDRESS = 60;
/** Working memory of the kernels that transpose or pack */
export const SCRATCH = 64;
/** FORWARD: where the activations go. HIDDEN: a of the layer, then OUT_DELTA */
export const ACTIVATION = 68;
/** HIDDEN and OUTPUT: where δ goes */
export const DELTA = 72;

/** The packed kernel's blocks: PACK_INNER products of about PACK_ROWS × PACK_COLS elements at a time */
export const PACK_INNER = 256;
export const PACK_ROWS = 64;
export const PACK_COLS = 512;
/** Bytes from one packed strip of eight columns of b to the next; the 64 keep strips side by side out of the same cache sets */
export const PACK_STRIP = 32 * PACK_INNER + 64;
/** Bytes of its working memory: b's block, then a's */
export const PACK_BYTES = (PACK_COLS / 8) * PACK_STRIP + 4 * PACK_ROWS * PACK_INNER;
