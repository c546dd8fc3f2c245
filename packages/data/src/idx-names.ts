import type { Source } from "./source.ts";

/**
 * What the file of labels is usually called beside one of images: "train-labels-idx1-ubyte.gz" for "train-images-idx3-ubyte.gz",
 * with its folder, if any. Undefined: not a usual name of an images file.
 */
export function labelsName(images: string): string | undefined {
  const found = /^(.*)images([-.])idx3([-.]ubyte(?:\.gz)?)$/s.exec(images);
  return found ? `${found[1]}labels${found[2]}idx1${found[3]}` : undefined;
}

/** Sources with those of labels put to the images that they belong to, by the usual names; the others as they are. */
export function pairLabels(sources: readonly Source[]): Source[] {
  const byName = new Map(sources.map((source) => [source.name, source]));
  const pairs = sources.map((source) => {
    const labels = source.labels ?? byName.get(labelsName(source.name) ?? "");
    return labels ? { name: source.name, bytes: source.bytes, labels } : source;
  });
  const used = new Set(pairs.map(({ labels }) => labels));
  return pairs.filter((_, s) => !used.has(sources[s]));
}
