import { DeltaruleError } from "@deltarule/core";
import { messageOf } from "../message-of.ts";
import type { Command, Exercise, News, Pace } from "./messages.ts";
import { createRun, type Opened, type Run } from "./run.ts";

/** The milliseconds that a report should take at full speed: often enough for the eye, seldom enough to cost nothing. */
const FRAME = 33;

/** Trains as it is told. Commands are carried out in their order; any of them ends a play that is under way. */
export function createTrainer(options: {
  readonly open: (exercise: Exercise) => Promise<Opened>;
  readonly tell: (news: News) => void;
  /** Waits so many milliseconds, and lets messages in. */
  readonly sleep: (ms: number) => Promise<void>;
}): (command: Command) => Promise<void> {
  const { open, tell, sleep } = options;
  let run: Run | undefined;
  let number = 0;
  let playing = new AbortController();
  let last: Promise<void> = Promise.resolve();

  async function perform(command: Command, signal: AbortSignal): Promise<void> {
    if (command.do === "open") {
      number = command.run;
      await run?.close();
      run = undefined;
      const { backend, device } = await open(command.exercise);
      run = createRun(number, command.exercise, backend);
      return tell({ run: number, is: "open", device, standing: run.standing() });
    }
    if (!run) return;
    if (command.do === "move") return move(run, command.backend);
    if (command.do === "step") tell({ run: number, is: "standing", standing: await run.advance(command.steps) });
    if (command.do === "play") await play(run, command.pace, signal);
    // otherwise another command follows
    if (!signal.aborted) tell({ run: number, is: "idle" });
  }

  async function move(run: Run, name: string): Promise<void> {
    try {
      const { backend, device } = await open({ ...run.exercise, backend: name });
      await run.move(backend);
      tell({ run: run.number, is: "moved", backend: name, device });
    } catch (cause) {
      tell({ run: run.number, is: "refused", backend: name, message: messageOf(cause) });
    }
  }

  async function play(run: Run, pace: Pace, signal: AbortSignal): Promise<void> {
    let epochs = 1;
    while (!signal.aborted) {
      const began = performance.now();
      const standing = await run.advance(epochs * run.stepsPerEpoch, signal);
      tell({ run: run.number, is: "standing", standing });
      const took = performance.now() - began;
      if (pace !== "full") await sleep(Math.max(0, 1000 / pace - took));
      else {
        if (took < FRAME / 2) epochs *= 2;
        else if (took > 2 * FRAME && epochs > 1) epochs /= 2;
        await sleep(0);
      }
    }
  }

  return (command) => {
    playing.abort();
    playing = new AbortController();
    const { signal } = playing;
    last = last
      .then(() => perform(command, signal))
      .catch((cause: unknown) => {
        tell({
          run: number,
          is: "failed",
          message: messageOf(cause),
          cause: isOfBackend(cause) ? "backend" : "training",
        });
      });
    return last;
  };
}

/** Whether another backend might do what this one can't. */
const isOfBackend = (cause: unknown): boolean =>
  cause instanceof DeltaruleError && (cause.code === "BACKEND_FAILED" || cause.code === "BACKEND_UNAVAILABLE");
