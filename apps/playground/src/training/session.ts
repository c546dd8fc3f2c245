import { DeltaruleError, Network } from "@deltarule/core";
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Setting } from "../setting.ts";
import { openTask } from "../tasks/open.ts";
import type { Task } from "../tasks/task.ts";
import { addPoint, type Course } from "./course.ts";
import type { Command, News, Pace, Standing } from "./messages.ts";

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
  /** Begins a new run. A task is the user's own, or the one that the setting names. */
  open(setting: Setting, task?: Task): Promise<void>;
  play(pace: Pace): void;
  pause(): void;
  /** @param steps weight changes */
  step(steps: number): void;
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
    failure.value = cause instanceof Error ? cause.message : String(cause);
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
    const [inputs, ...units] = sizes();
    network.value = Network.from(
      layers.map((layer, l) => ({ ...layer, inputs: l === 0 ? inputs! : units[l - 1]!, units: units[l]! })),
    );
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
    async open(wanted, own) {
      const opening = ++run;
      status.value = "opening";
      failure.value = undefined;
      setting.value = wanted;
      try {
        const opened = own ?? (await openTask(wanted.data));
        // another one has been opened meanwhile
        if (opening !== run) return;
        task.value = opened;
        network.value = before.value = standing.value = undefined;
        course.value = [];
        const { training, validation } = opened;
        const { learningRate, momentum, batchSize, seed, backend } = wanted;
        const rates = { learningRate, momentum, batchSize, seed, backend };
        tell({ do: "open", run, exercise: { sizes: sizes(), training, validation, ...rates } });
      } catch (cause) {
        if (opening === run) fail(cause);
        if (!(cause instanceof DeltaruleError)) throw cause;
      }
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
