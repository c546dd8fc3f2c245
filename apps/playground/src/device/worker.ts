import type { SurveyNews } from "./messages.ts";
import { type Question, survey } from "./survey.ts";

const tell = (news: SurveyNews) => postMessage(news);

addEventListener("message", async ({ data }: MessageEvent<Question>) => {
  try {
    await survey(data, (findings) => tell({ is: "findings", findings }));
    tell({ is: "over" });
  } catch (cause) {
    tell({ is: "failed", message: cause instanceof Error ? cause.message : String(cause) });
  }
});
