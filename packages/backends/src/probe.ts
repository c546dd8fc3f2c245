import { type CreateBackend, DeltaruleError, type Facts } from "@deltarule/core";
import { loadBackend } from "./load.ts";

/** What a backend says of itself on this device, or why it can't be had here; plain data, which threads and pages can send each other. */
export type Probed = { readonly facts: Facts } | { readonly reason: string };

/**
 * Opens a backend and closes it again, to see whether it is to be had here. Takes what `loadBackend` takes.
 * @throws what `loadBackend` throws but BACKEND_UNAVAILABLE, whose message is the reason: OPTION_INVALID, and BACKEND_FAILED where the
 * device is there and fails
 */
export async function probeBackend(specifier: string | CreateBackend, options?: object): Promise<Probed> {
  try {
    const backend = await loadBackend(specifier, options);
    await backend.close();
    return { facts: backend.facts };
  } catch (error) {
    if (error instanceof DeltaruleError && error.code === "BACKEND_UNAVAILABLE") return { reason: error.message };
    throw error;
  }
}
