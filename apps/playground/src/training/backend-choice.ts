import { catalogue } from "@deltarule/backends";

/**
 * What a page can choose from, as the command line writes it, too: the catalogue; gpujs in the modes that browsers have, which also run
 * where the GPU is a program; and whichever is fastest.
 */
export const backendChoices: readonly string[] = [
  ...catalogue.map(({ name }) => name),
  "gpujs:mode=webgpu",
  "gpujs:mode=webgl2",
  "auto",
];
