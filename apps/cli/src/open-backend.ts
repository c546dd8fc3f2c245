import { setTimeout as sleep } from "node:timers/promises";
import { loadBackend } from "@deltarule/backends";
import { type Checked, DeltaruleError } from "@deltarule/core";
import { type BackendChoice, choiceText } from "./backend-choice.ts";
import { reasonOf } from "./system-error.ts";

/** Milliseconds that a backend may take to be opened, and to be closed. */
const patience = { opening: 30_000, closing: 3000 };

/** @throws BACKEND_UNAVAILABLE, also where it takes too long; OPTION_INVALID */
export function openBackend(choice: BackendChoice, milliseconds = patience.opening): Promise<Checked> {
  const { specifier, options } = choice;
  return inTime(loadBackend(specifier, options), milliseconds, `${choiceText(choice)}: it isn't ready`);
}

/**
 * Closes a backend whose work is done: where that fails, nothing of the work is lost.
 * @param tell is told of the failure
 */
export async function closeBackend(
  backend: Checked,
  tell: (message: string) => void,
  milliseconds = patience.closing,
): Promise<void> {
  try {
    await inTime(backend.close(), milliseconds, "it isn't closed");
  } catch (error) {
    tell(`the backend ${backend.name} can't be closed: ${reasonOf(error)}`);
  }
}

async function inTime<T>(promise: Promise<T>, milliseconds: number, what: string): Promise<T> {
  const timer = new AbortController();
  const late = sleep(milliseconds, undefined, timer).then(() => {
    throw new DeltaruleError("BACKEND_UNAVAILABLE", `${what} after ${milliseconds / 1000} s`);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    timer.abort();
  }
}
