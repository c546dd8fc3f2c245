import { type Backend, type CreateBackend, DeltaruleError } from "@deltarule/core";
import { moduleUrl } from "#module-url";
import { catalogue } from "./catalogue.ts";
import { isPath } from "./is-path.ts";
import { checkPlugIn } from "./plug-in.ts";

/**
 * The factory itself, for whoever judges a backend and not only uses it. What it makes has every member of the contract, but isn't
 * checked: callers keep the contract themselves.
 * @throws BACKEND_UNAVAILABLE with the reason: an unknown name, a module that can't be loaded; from the factory: a plug-in that lacks
 * a member or is written for another contract, a factory that fails
 */
export async function findBackend(specifier: string | CreateBackend): Promise<CreateBackend> {
  const name = typeof specifier === "string" ? specifier : specifier.name || "the factory";
  const create = typeof specifier === "string" ? await find(specifier) : specifier;
  return (options) => made(name, create, options);
}

async function made(name: string, create: CreateBackend, options: object | undefined): Promise<Backend> {
  try {
    const backend = await create(options);
    checkPlugIn(name, backend);
    return backend;
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
      `${specifier}: its default export is ${factory === undefined ? "missing" : `${typeof factory === "object" ? "an" : "a"} ${typeof factory}`}; expected a factory, (options) => Promise<Backend>`,
    );
  return factory;
}

async function importModule(specifier: string): Promise<unknown> {
  try {
    return await import(/* @vite-ignore */ moduleUrl(specifier));
  } catch (cause) {
    if (isMissing(cause, specifier) && !isPath(specifier)) {
      const known = catalogue.map(({ name }) => name).join(", ");
      throw unavailable(
        `"${specifier}" is neither a known backend (${known}) nor an installed package; for a file, write ./${specifier}`,
        cause,
      );
    }
    // where it was looked for from is of no use to whoever asked
    const [why = ""] = reason(cause).split(` imported from ${decodeURI(new URL(import.meta.url).pathname)}`);
    const expected = isNoModule(cause) ? "; expected the JavaScript file of a module" : "";
    throw unavailable(`${specifier} can't be loaded: ${why}${expected}`, cause);
  }
}

/** The module itself, and not one that it imports. */
const isMissing = (cause: unknown, specifier: string) =>
  cause instanceof Error &&
  "code" in cause &&
  cause.code === "ERR_MODULE_NOT_FOUND" &&
  cause.message.includes(`'${specifier}'`);
/** A folder, TypeScript, JSON: Node's error codes for what it can't import, the last under two names. */
const isNoModule = (cause: unknown) =>
  cause instanceof Error &&
  "code" in cause &&
  typeof cause.code === "string" &&
  /^ERR_(UNSUPPORTED_DIR_IMPORT|UNKNOWN_FILE_EXTENSION|IMPORT_(ATTRIBUTE_MISSING|ASSERTION_TYPE_MISSING))$/.test(
    cause.code,
  );
const isFactory = (x: unknown): x is CreateBackend => typeof x === "function";
const reason = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));
const unavailable = (message: string, cause?: unknown) => new DeltaruleError("BACKEND_UNAVAILABLE", message, { cause });
