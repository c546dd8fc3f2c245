import type { Finding } from "./survey.ts";

/** From the thread that surveys. */
export type SurveyNews =
  | { readonly is: "findings"; readonly findings: readonly Finding[] }
  | { readonly is: "over" }
  | { readonly is: "failed"; readonly message: string };
