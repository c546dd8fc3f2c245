import { loadBackend } from "@deltarule/backends";
import type { Command, News } from "./messages.ts";
import { createTrainer } from "./trainer.ts";

/** The thread that trains: commands in, news out. */
const trainer = createTrainer({
  open: loadBackend,
  tell: (news: News) => postMessage(news),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
});

addEventListener("message", ({ data }: MessageEvent<Command>) => void trainer(data));
