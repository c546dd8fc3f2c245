import { catalogue, type OptionValue, type OptionValues } from "./catalogue.ts";

/** A backend of the catalogue, with options for its factory. */
export interface Variant {
  readonly name: string;
  readonly options: Readonly<Record<string, OptionValue>>;
}

/** Every backend of the catalogue: as it is, and with each of its options at each value but the default. */
export const variants: readonly Variant[] = catalogue.flatMap(({ name, options }) => [
  { name, options: {} },
  ...Object.entries(options).flatMap(([option, values]) =>
    otherValues(values).map((value) => ({ name, options: { [option]: value } })),
  ),
]);

/** "cpu", "cpu:simd=false": as command lines name it. */
export function variantText({ name, options }: Variant): string {
  const list = Object.entries(options).map(([option, value]) => `${option}=${value}`);
  return list.length === 0 ? name : `${name}:${list.join(",")}`;
}

/** But the default; of a range it is the backend that chooses. */
function otherValues(values: OptionValues): readonly OptionValue[] {
  return "least" in values ? [] : values.slice(1);
}
