import { chooseBackend, isAuto, loadBackend } from "@deltarule/backends";
import type { Command, Exercise, News } from "./messages.ts";
import { networkOf, type Opened } from "./run.ts";
import { createTrainer } from "./trainer.ts";

async function open(exercise: Exercise): Promise<Opened> {
  const { backend: name, batchSize, training } = exercise;
  if (isAuto(name)) {
    const work = { network: networkOf(exercise), batchSize, samples: training.inputs.rows };
    const { backend, why } = await chooseBackend(name, work);
    return { backend, device: why };
  }
  const backend = await loadBackend(name);
  return { backend, device: backend.facts.device };
}

/** The thread that trains: commands in, news out. */
const trainer = createTrainer({
  open,
  tell: (news: News) => postMessage(news),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
});

addEventListener("message", ({ data }: MessageEvent<Command>) => void trainer(data));
