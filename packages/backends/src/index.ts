export { catalogue, type Entry } from "./catalogue.ts";
export { loadBackend } from "./load.ts";
