/** Weights, their last changes and the next ones, 4 bytes each, within the 4 GB that WebAssembly has. */
export const mostWeights = 2 ** 28;

/** Of a network of these units a layer, biases included. */
export const weightsOf = (sizes: readonly number[]): number =>
  sizes.slice(1).reduce((sum, units, l) => sum + units * (sizes[l]! + 1), 0);
