import { findBackend, loadBackend, type Variant } from "@deltarule/backends";
import { type Report, runConformance } from "@deltarule/conformance";
import { DeltaruleError, type Facts } from "@deltarule/core";

// What every host does where it runs.

/** What a backend says of itself here, or why it can't be had. */
export async function factsHere({ name, options }: Variant): Promise<Facts | string> {
  try {
    const backend = await loadBackend(name, options);
    await backend.close();
    return backend.facts;
  } catch (error) {
    if (error instanceof DeltaruleError && error.code === "BACKEND_UNAVAILABLE") return error.message;
    throw error;
  }
}

/** The conformance suite on a backend here, or those of its cases that are named. */
export async function proveHere({ name, options }: Variant, only?: readonly string[]): Promise<Report> {
  const create = await findBackend(name);
  return runConformance(() => create(options), { only });
}
