export { catalogue, type Entry, type OptionValue, type OptionValues } from "./catalogue.ts";
export { findBackend, loadBackend } from "./load.ts";
