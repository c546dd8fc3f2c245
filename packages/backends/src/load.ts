import { type Backend, type Checked, type CreateBackend, checked, DeltaruleError } from "@deltarule/core";
import { catalogue } from "./catalogue.ts";
import { checkPlugIn } from "./plug-in.ts";

/**
 * A backend by name ("cpu"), by path ("./mine.js", resolved by the caller's runtime against the working directory), by package
 * ("some-package") or from a factory; checked, and ready to use.
 * @param options handed to the factory as they are
 * @throws BACKEND_UNAVAILABLE with the reason: an unknown name, a module that can't be loaded, a plug-in that lacks a member or is
 * written for another contract, a factory that fails
 */
export async function loadBackend(specifier: string | CreateBackend, options?: object): Promise<Checked> {
  const name = typeof specifier === "string" ? specifier : specifier.name || "the factory";
  const create = typeof specifier === "string" ? await find(specifier) : specifier;
  const backend = await made(name, create, options);
  checkPlugIn(name, backend);
  return checked(backend);
}

async function made(name: string, create: CreateBackend, options: object | undefined): Promise<Backend> {
  try {
    return await create(options);
  } catch (cause) {
    if (cause instanceof DeltaruleError) throw cause;
    throw unavailable(`${name}: its factory failed: ${reason(cause)}`, cause);
  }
}

async function find(specifier: string): Promise<CreateBackend> {
  const entry = catalogue.find(({ name }) => name === specifier);
  if (entry) return entry.load();
  const found: unknown = await importModule(specifier);
  const factory = typeof found === "object" && found !== null && "default" in found ? found.default : undefined;
  if (!isFactory(factory))
    throw unavailable(
      `${specifier}: its default export is ${factory === undefined ? "missing" : `a ${typeof factory}`}; expected a factory, (options) => Promise<Backend>`,
    );
  return factory;
}

async function importModule(specifier: string): Promise<unknown> {
  try {
    return await import(
      /* @vite-ignore */ "document" in globalThis ? fromPage(specifier) : await fromWorkingDirectory(specifier)
    );
  } catch (cause) {
    if (isMissing(cause) && /^[\w-]+$/.test(specifier)) {
      const known = catalogue.map(({ name }) => name).join(", ");
      throw unavailable(
        `"${specifier}" is neither a known backend (${known}) nor an installed package; for a file, write ./${specifier}`,
        cause,
      );
    }
    throw unavailable(`${specifier} can't be loaded: ${reason(cause)}`, cause);
  }
}

const isPath = (specifier: string) => /^(\.{1,2}[\\/]|[\\/]|[A-Za-z]:[\\/])/.test(specifier);

/** An import here would start at this package, but users mean their page … */
const fromPage = (specifier: string) =>
  isPath(specifier) ? new URL(specifier, globalThis.document.baseURI).href : specifier;

/** … or their working directory, for files and for packages that are installed there and not beside this one. */
async function fromWorkingDirectory(specifier: string): Promise<string> {
  const [{ createRequire }, { resolve }, { pathToFileURL }] = await Promise.all([
    import("node:module"),
    import("node:path"),
    import("node:url"),
  ]);
  if (isPath(specifier)) return pathToFileURL(resolve(specifier)).href;
  try {
    return pathToFileURL(createRequire(resolve("package.json")).resolve(specifier)).href;
  } catch {
    return specifier;
  }
}

const isMissing = (cause: unknown) =>
  cause instanceof Error && "code" in cause && cause.code === "ERR_MODULE_NOT_FOUND";
const isFactory = (x: unknown): x is CreateBackend => typeof x === "function";
const reason = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));
const unavailable = (message: string, cause?: unknown) =>
  new DeltaruleError("BACKEND_UNAVAILABLE", `loadBackend: ${message}`, { cause });
