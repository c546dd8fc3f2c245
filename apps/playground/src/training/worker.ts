import { chooseBackend, isAuto, loadBackend, parseVariant } from "@deltarule/backends";
import type { Command, Exercise, News } from "./messages.ts";
import { networkOf, type Opened } from "./run.ts";
import { createTrainer } from "./trainer.ts";

async function open(exercise: Exercise): Promise<Opened> {
  const { backend: wanted, batchSize, training } = exercise;
  if (isAuto(wanted)) {
    const work = { network: networkOf(exercise), batchSize, samples: training.inputs.rows };
    const { backend, why } = await chooseBackend(wanted, work);
    return { backend, device: why };
  }
  const { name, options } = parseVariant(wanted);
  const backend = await loadBackend(name, options);
  return { backend, device: backend.facts.device };
}

/** The thread that trains: commands in, news out. */
const trainer = createTrainer({
  open,
  tell: (news: News) => postMessage(news),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
});

addEventListener("message", ({ data }: MessageEvent<Command>) => void trainer(data));
