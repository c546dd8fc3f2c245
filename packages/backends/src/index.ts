export { catalogue, type Entry, type OptionValue } from "./catalogue.ts";
export { findBackend, loadBackend } from "./load.ts";
