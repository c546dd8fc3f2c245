import type { Network } from "@deltarule/core";
import { type ReadonlySignal, signal } from "@preact/signals";
import { messageOf } from "../message-of.ts";
import type { Setting } from "../setting.ts";
import { openTask } from "../tasks/open.ts";
import type { Task } from "../tasks/task.ts";
import { addPoint, type Course } from "./course.ts";
import { type Command, type News, networkFrom, type Pace, type Standing } from "./messages.ts";

export type Status = "opening" | "idle" | "busy" | "playing" | "failed";

/** The run that the page shows, as it is now. It lives in a thread of its own; this is where the page sees and steers it. */
export interface Session {
  readonly setting: ReadonlySignal<Setting>;
  readonly task: ReadonlySignal<Task | undefined>;
  readonly network: ReadonlySignal<Network | undefined>;
  /** The network before the single step that was the last command. */
  readonly before: ReadonlySignal<Network | undefined>;
  readonly standing: ReadonlySignal<Standing | undefined>;
  readonly course: ReadonlySignal<Course>;
  readonly device: ReadonlySignal<string>;
  readonly status: ReadonlySignal<Status>;
  /** What went wrong, for the user. */
  readonly failure: ReadonlySignal<string | undefined>;
  /** Begins a new run: of the task that the setting names, or of this one; with weights drawn by the seed, or with these. */
  open(setting: Setting, task?: Task, weights?: Network): Promise<void>;
  play(pace: Pace): void;
  pause(): void;
  /** @param steps weight changes */
  step(steps: number): void;
  /** Shows what went wrong beside the run, which goes on. */
  complain(cause: unknown): void;
  /** To the end of this epoch. */
  epoch(): void;
}

export function createSession(first: Setting): Session {
  const setting = signal(first);
  const task = signal<Task | undefined>();
  const network = signal<Network | undefined>();
  const before = signal<Network | undefined>();
  const standing = signal<Standing | undefined>();
  const course = signal<Course>([]);
  const device = signal("");
  const status = signal<Status>("opening");
  const failure = signal<string | undefined>();
  let run = 0;

  const fail = (cause: unknown) => {
    status.value = "failed";
    failure.value = messageOf(cause);
  };
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("error", ({ message }) => fail(message || "the training thread can't be started"));
  worker.addEventListener("message", ({ data }: MessageEvent<News>) => hear(data));
  const tell = (command: Command) => worker.postMessage(command);

  const step = (steps: number) => {
    status.value = "busy";
    tell({ do: "step", steps });
  };
  const sizes = () => [task.value!.inputs.length, ...setting.value.hidden, task.value!.outputs.length];

  function hear(news: News): void {
    if (news.run !== run) return;
    if (news.is === "failed") fail(news.message);
    else if (news.is === "idle") status.value = "idle";
    else show(news.standing);
    if (news.is === "open") {
      device.value = news.device;
      status.value = "idle";
    }
  }

  function show(now: Standing): void {
    const { layers, visited } = now;
    before.value = visited && network.value;
    network.value = networkFrom(sizes(), layers);
    standing.value = now;
    course.value = addPoint(course.value, now);
  }

  return {
    setting,
    task,
    network,
    before,
    standing,
    course,
    device,
    status,
    failure,
    async open(wanted, own, weights) {
      const opening = ++run;
      status.value = "opening";
      failure.value = undefined;
      setting.value = wanted;
      try {
        const opened = own ?? (await openTask(wanted.data));
        // another one has been opened meanwhile
        if (opening !== run) return;
        // the old network stays to be seen until the new one is there, unless it is of other data
        if (opened !== task.value) network.value = undefined;
        task.value = opened;
        before.value = standing.value = undefined;
        course.value = [];
        const { training, validation } = opened;
        const { learningRate, momentum, batchSize, seed, backend } = wanted;
        const rates = { learningRate, momentum, batchSize, seed, backend };
        tell({
          do: "open",
          run,
          exercise: { sizes: sizes(), training, validation, ...rates, layers: weights?.layers },
        });
      } catch (cause) {
        if (opening === run) fail(cause);
      }
    },
    complain(cause) {
      failure.value = messageOf(cause);
    },
    play(pace) {
      status.value = "playing";
      tell({ do: "play", pace });
    },
    pause() {
      tell({ do: "pause" });
    },
    step,
    epoch: () => step(Math.ceil(task.value!.training.inputs.rows / setting.value.batchSize)),
  };
}
