import { loadBackend } from "@deltarule/backends";
import { DeltaruleError } from "@deltarule/core";
import { type Agreement, agreement } from "../../one-trainer/agreement.ts";

declare global {
  var agree: typeof agreeOn;
}

/** What cpu and another make of one training in this browser, or why the other can't be had here. */
async function agreeOn(name: string, options: object): Promise<Agreement | string> {
  try {
    return await agreement(
      () => loadBackend("cpu"),
      () => loadBackend(name, options),
    );
  } catch (error) {
    if (error instanceof DeltaruleError && error.code === "BACKEND_UNAVAILABLE") return error.message;
    throw error;
  }
}

globalThis.agree = agreeOn;
