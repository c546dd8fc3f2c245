import type { Network } from "@deltarule/core";
import { batch, type ReadonlySignal, signal } from "@preact/signals";
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
  readonly failure: ReadonlySignal<Failure | undefined>;
  /** Begins a new run: of the task that the setting names, or of this one; with weights drawn by the seed, or with these. */
  open(setting: Setting, task?: Task, weights?: Network): Promise<void>;
  /** Goes on with this run on another backend, or begins it there. Where that isn't there, the run stays where it is. */
  move(backend: string): void;
  play(pace: Pace): void;
  pause(): void;
  /** @param steps weight changes */
  step(steps: number): void;
  /** Shows what went wrong beside the run, which goes on. */
  complain(cause: unknown): void;
  /** To the end of this epoch. */
  epoch(): void;
}

export interface Failure {
  readonly message: string;
  /** The backend is at fault: on another one the run can go on, or begin. */
  readonly ofBackend: boolean;
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
  const failure = signal<Failure | undefined>();
  let run = 0;
  /** The backend that the run is on, whatever it is to move to, and whether it can go on there. */
  let home = { backend: first.backend, failed: false };
  /** Of the play that is under way. */
  let pace: Pace | undefined;
  /** Reached, and not shown yet. */
  let news: { readonly standing: Standing; readonly course: Course } | undefined;

  const fail = (cause: unknown, ofBackend = false) => {
    home = { ...home, failed: true };
    pace = undefined;
    status.value = "failed";
    failure.value = { message: messageOf(cause), ofBackend };
  };
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("error", ({ message }) => fail(message || "the training thread can't be started"));
  worker.addEventListener("message", ({ data }: MessageEvent<News>) => hear(data));
  const tell = (command: Command) => worker.postMessage(command);

  const step = (steps: number) => {
    pace = undefined;
    status.value = "busy";
    tell({ do: "step", steps });
  };
  const sizes = () => [task.value!.inputs.length, ...setting.value.hidden, task.value!.outputs.length];

  function hear(heard: News): void {
    if (heard.run !== run) return;
    if (heard.is === "standing" || heard.is === "open") take(heard.standing);
    // what ends a play or a step is seen at once, with what it ends with
    if (heard.is !== "standing" || heard.standing.visited) show();
    if (heard.is === "failed") fail(heard.message, heard.cause === "backend");
    if (heard.is === "idle") status.value = "idle";
    if (heard.is === "open" || heard.is === "moved") {
      const backend = heard.is === "moved" ? heard.backend : setting.value.backend;
      home = { backend, failed: false };
      device.value = heard.device;
      settle(backend);
    }
    if (heard.is === "refused") {
      failure.value = { message: heard.message, ofBackend: home.failed };
      settle(heard.backend);
    }
  }

  /** The run has come to its backend, or has not, unless another has been asked for since. */
  function settle(asked: string): void {
    if (setting.value.backend !== asked) return;
    setting.value = { ...setting.value, backend: home.backend };
    if (home.failed) status.value = "failed";
    else status.value = pace === undefined ? "idle" : "playing";
  }

  /** However many standings come, a frame shows one. */
  function take(now: Standing): void {
    if (!news) requestAnimationFrame(show);
    news = { standing: now, course: addPoint(news?.course ?? course.value, now) };
  }

  function show(): void {
    if (!news) return;
    const { standing: now, course: soFar } = news;
    news = undefined;
    batch(() => {
      before.value = now.visited && network.value;
      network.value = networkFrom(sizes(), now.layers);
      standing.value = now;
      course.value = soFar;
    });
  }

  async function open(wanted: Setting, own?: Task, weights?: Network): Promise<void> {
    const opening = ++run;
    news = pace = undefined;
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
    open,
    move(backend) {
      const { value: wanted } = setting;
      // nothing has begun that could go on
      if (!standing.value) return void open({ ...wanted, backend }, task.value);
      setting.value = { ...wanted, backend };
      status.value = "opening";
      failure.value = undefined;
      tell({ do: "move", backend });
      if (pace !== undefined) tell({ do: "play", pace });
    },
    complain(cause) {
      failure.value = { message: messageOf(cause), ofBackend: false };
    },
    play(wanted) {
      pace = wanted;
      status.value = "playing";
      tell({ do: "play", pace });
    },
    pause() {
      pace = undefined;
      tell({ do: "pause" });
    },
    step,
    epoch: () => step(Math.ceil(task.value!.training.inputs.rows / setting.value.batchSize)),
  };
}
