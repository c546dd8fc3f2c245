import { isPath } from "./is-path.ts";

/** What to import for a path as seen from the page or the worker; a package is for an import map to find. */
export const moduleUrl = (specifier: string): string =>
  isPath(specifier) ? new URL(specifier, globalThis.document?.baseURI ?? globalThis.location.href).href : specifier;
