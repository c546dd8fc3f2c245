import { type Auto, chooseBackend, isAuto, standsFor, type Work } from "@deltarule/backends";
import { type Checked, DeltaruleError } from "@deltarule/core";
import type { BackendChoice } from "../backend-choice.ts";
import { closeBackend, openBackend } from "../open-backend.ts";
import { type ChoiceMemory, choiceKey, type Kept } from "./choice-memory.ts";
import type { Opened } from "./chosen.ts";

export interface Opening {
  /** @param work asked for only where the backend is yet to be chosen */
  for(work: () => Work): Promise<Opened>;
  /** That it fails is told, and no failure of what was done. */
  close(): Promise<void>;
}

/**
 * A backend that is named is opened at once, so that what is wrong with it is told before a table is read; one that is to be chosen
 * waits for what it is chosen for.
 * @param tell is told what goes wrong and changes nothing
 * @param memory keeps what is chosen, and is asked first
 * @throws BACKEND_UNAVAILABLE, OPTION_INVALID
 */
export async function opening(
  choice: BackendChoice,
  tell: (message: string) => void,
  memory?: ChoiceMemory,
): Promise<Opening> {
  const { specifier } = choice;
  const auto = isAuto(specifier) ? specifier : undefined;
  if (memory && !auto)
    throw new DeltaruleError("OPTION_INVALID", "--remember keeps what auto chooses; expected --backend auto with it");
  let opened: Opened | undefined = auto ? undefined : { backend: await openBackend(choice) };
  return {
    async for(work) {
      opened ??= auto ? await chosen(auto, work(), tell, memory) : { backend: await openBackend(choice) };
      return opened;
    },
    close: async () => opened && closeBackend(opened.backend, tell),
  };
}

async function chosen(
  auto: Auto,
  work: Work,
  tell: (message: string) => void,
  memory: ChoiceMemory | undefined,
): Promise<Opened> {
  const key = choiceKey(auto, work);
  const kept = await memory?.recall(key);
  // what somebody else may have written there doesn't widen the choice
  const reopened = kept && standsFor(auto).includes(kept.name) && (await openedAgain(kept, tell));
  if (reopened) return { backend: reopened, chosen: kept };
  const { backend, ...chosen } = await chooseBackend(auto, work);
  await memory?.keep(key, { ...chosen, remembered: new Date().toISOString().slice(0, 10) });
  return { backend, chosen };
}

/** Undefined: it isn't there any more, or runs on something else, so that it is time to choose again. */
async function openedAgain({ name, timed }: Kept, tell: (message: string) => void): Promise<Checked | undefined> {
  const backend = await openBackend({ specifier: name, options: {} }).catch(() => undefined);
  const device = timed.find((one) => one.name === name)?.device ?? backend?.facts.device;
  if (backend?.facts.device === device) return backend;
  if (backend) await closeBackend(backend, tell);
  return undefined;
}
