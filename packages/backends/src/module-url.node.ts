import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { resolve as resolveImport } from "import-meta-resolve";
import { isPath } from "./is-path.ts";

/** What to import for a path or a package as seen from the working directory; an import here would start at this package. */
export function moduleUrl(specifier: string): string {
  if (isPath(specifier)) return pathToFileURL(resolve(specifier)).href;
  try {
    return resolveImport(specifier, pathToFileURL(resolve("package.json")).href);
  } catch (cause) {
    // not there, but perhaps installed beside this package
    if (isAbsent(specifier, cause)) return specifier;
    throw cause;
  }
}

/** The package is not there; and not: it is, but has nothing to import under that name. */
function isAbsent(specifier: string, cause: unknown): boolean {
  const [name] = /^(@[^/]+\/)?[^/]+/.exec(specifier) ?? [];
  return cause instanceof Error && cause.message.includes(`Cannot find package '${name}'`);
}
