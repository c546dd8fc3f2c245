import { messageOf } from "../message-of.ts";
import type { SurveyNews } from "./messages.ts";
import { type Question, survey } from "./survey.ts";

const tell = (news: SurveyNews) => postMessage(news);

addEventListener("message", async ({ data }: MessageEvent<Question>) => {
  try {
    await survey(data, (findings) => tell({ is: "findings", findings }));
    tell({ is: "over" });
  } catch (cause) {
    tell({ is: "failed", message: messageOf(cause) });
  }
});
