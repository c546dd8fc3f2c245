export { type Auto, chooseBackend, isAuto, standsFor } from "./auto.ts";
export { catalogue, type Entry, type OptionValue, type OptionValues } from "./catalogue.ts";
export type { Choice } from "./choice.ts";
export { findBackend } from "./find.ts";
export type { LeftOut, Timed } from "./findings.ts";
export { loadBackend } from "./load.ts";
export { type Probed, probeBackend } from "./probe.ts";
export type { Work } from "./rehearsal.ts";
export { parseVariant, type Variant, variants, variantText } from "./variants.ts";
