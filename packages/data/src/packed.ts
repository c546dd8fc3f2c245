/** Numbers in as few bytes as give every one of them back: x = values[i] / divisor. */
export interface Packed {
  readonly values: Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Float32Array | Float64Array;
  readonly divisor: number;
}

const wholes = [Uint8Array, Int8Array, Uint16Array, Int16Array, Int32Array];
const mostDecimals = 9;

/**
 * Packs finite numbers. Those with a few decimals, as files mostly have them, become integers: an integer below 2⁵³ divided by a
 * power of ten is the number nearest to that decimal fraction, which is what reading its digits gives.
 */
export function pack(numbers: readonly number[]): Packed {
  for (let decimals = 0; decimals <= mostDecimals; decimals++) {
    const divisor = 10 ** decimals;
    if (!numbers.every((x) => Math.round(x * divisor) / divisor === x)) continue;
    const scaled = numbers.map((x) => Math.round(x * divisor));
    for (const Whole of wholes) {
      const values = Whole.from(scaled);
      if (values.every((value, i) => value === scaled[i])) return { values, divisor };
    }
    break;
  }
  const values = Float32Array.from(numbers);
  return { values: values.every((value, i) => value === numbers[i]) ? values : Float64Array.from(numbers), divisor: 1 };
}
