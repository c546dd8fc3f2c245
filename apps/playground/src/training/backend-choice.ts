import { catalogue } from "@deltarule/backends";

/** A backend as the command line writes it, too: "cpu", "gpujs:mode=webgl2". */
export interface BackendChoice {
  readonly name: string;
  readonly options: Readonly<Record<string, string>>;
}

export function backendChoice(text: string): BackendChoice {
  const [name = "", options = ""] = text.split(":");
  return { name, options: Object.fromEntries(new URLSearchParams(options.replaceAll(",", "&"))) };
}

/**
 * What a page can choose from: the catalogue; gpujs in the modes that browsers have, which also run where the GPU is a program; and
 * whichever is fastest.
 */
export const backendChoices: readonly string[] = [
  ...catalogue.map(({ name }) => name),
  "gpujs:mode=webgpu",
  "gpujs:mode=webgl2",
  "auto",
];
