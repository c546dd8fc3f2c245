import { type Checked, type CreateBackend, checked, DeltaruleError } from "@deltarule/core";
import { type Auto, chooseBackend, isAuto } from "./auto.ts";
import { findBackend } from "./find.ts";
import type { Work } from "./rehearsal.ts";

/**
 * A backend by name ("cpu"), by path ("./mine.js", resolved by the caller's runtime against the working directory), by package
 * ("some-package"), from a factory, or by measurement ("auto", "auto:any"); checked, and ready to use.
 * @param options handed to the factory as they are; for "auto", what is to be trained
 * @throws BACKEND_UNAVAILABLE with the reason: an unknown name, a module that can't be loaded, a plug-in that lacks a member or is
 * written for another contract, a factory that fails; OPTION_INVALID
 */
export function loadBackend(specifier: Auto, work: Work): Promise<Checked>;
export function loadBackend(specifier: string | CreateBackend, options?: object): Promise<Checked>;
export async function loadBackend(specifier: string | CreateBackend, options?: object): Promise<Checked> {
  if (typeof specifier === "string" && isAuto(specifier)) {
    if (!isWork(options))
      throw new DeltaruleError(
        "OPTION_INVALID",
        `${specifier}: no network to choose by; expected loadBackend("${specifier}", { network, batchSize })`,
      );
    return (await chooseBackend(specifier, options)).backend;
  }
  const create = await findBackend(specifier);
  return checked(await create(options));
}

const isWork = (options: object | undefined): options is Work =>
  options !== undefined && "network" in options && typeof options.network === "object";
