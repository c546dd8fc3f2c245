import { findBackend, type Probed, probeBackend, type Variant } from "@deltarule/backends";
import { type Report, runConformance } from "@deltarule/conformance";

// What every host does where it runs.

/** What a backend says of itself here, or why it can't be had. */
export const probeHere = ({ name, options }: Variant): Promise<Probed> => probeBackend(name, options);

/** The conformance suite on a backend here, or those of its cases that are named. */
export async function proveHere({ name, options }: Variant, only?: readonly string[]): Promise<Report> {
  const create = await findBackend(name);
  return runConformance(() => create(options), { only });
}
