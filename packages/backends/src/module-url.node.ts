import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { resolve as resolveImport } from "import-meta-resolve";
import { isPath } from "./is-path.ts";

/** What to import for a path or a package as seen from the working directory; an import here would start at this package. */
export function moduleUrl(specifier: string): string {
  if (isPath(specifier)) return pathToFileURL(resolve(specifier)).href;
  try {
    return resolveImport(specifier, pathToFileURL(resolve("package.json")).href);
  } catch {
    // not there, but perhaps installed beside this package
    return specifier;
  }
}
