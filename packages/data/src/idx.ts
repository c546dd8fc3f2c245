import { DeltaruleError } from "@deltarule/core";
import { recognise } from "./format.ts";
import { type IdxFile, openIdx } from "./idx-file.ts";
import type { Reading } from "./reading.ts";
import type { Source } from "./source.ts";
import type { Row } from "./table.ts";

// a row of 10,000 columns and more takes long to learn from; this many are no image any more
const mostPixels = 2 ** 20;

/**
 * Reads images, IDX of two dimensions or more: a row an image, a column a pixel, and a last column "label" if the source has labels.
 * Memory is taken for the images that have come, whatever the header claims.
 * @throws DATA_INVALID: no images, labels that don't fit them, and as `openIdx` does
 */
export async function readIdx(source: Source, labels?: Source): Promise<Reading> {
  const images = await openIdx(source);
  try {
    const { name, header } = images;
    const width = imageSize(images);
    const columns = Array.from({ length: width }, (_, c) => `pixel ${c + 1}`);
    const head = { name, header: false, range: header.type.range };
    if (!labels) return { ...head, columns, batches: rowsOf(images, width) };
    return {
      ...head,
      columns: [...columns, "label"],
      batches: rowsOf(images, width, await openLabels(labels, images)),
    };
  } catch (error) {
    await images.close();
    throw error;
  }
}

function imageSize({ name, header }: IdxFile): number {
  const [count = 0, ...sizes] = header.sizes;
  const size = sizes.reduce((product, one) => product * one, 1);
  if (sizes.length === 0)
    throw invalid(`${name}: ${count} numbers in a row, as labels are; expected images, and labels beside them`);
  if (count > 0 && size > 0 && size <= mostPixels) return size;
  throw invalid(`${name}: ${header.sizes.join(" × ")}; expected at least one image, of 1 to ${mostPixels} values`);
}

async function openLabels(source: Source, images: IdxFile): Promise<IdxFile> {
  const labels = await openIdx((await recognise(source, "idx")).source);
  const [count, ...others] = labels.header.sizes;
  if (others.length === 0 && count === images.header.sizes[0]) return labels;
  await labels.close();
  if (others.length > 0) throw invalid(`${labels.name}: expected labels, an IDX file of one dimension`);
  throw invalid(
    `${labels.name} has ${count} labels, and ${images.name} ${images.header.sizes[0]} images; expected one label an image`,
  );
}

async function* rowsOf(images: IdxFile, width: number, labels?: IdxFile): AsyncGenerator<readonly Row[]> {
  const labelled = labels?.blocks(1);
  let index = 0;
  try {
    for await (const pixels of images.blocks(width)) {
      const label = await labelled?.next();
      const fields = label?.done === false ? [...pixels, ...label.value] : pixels;
      yield [{ place: { file: images.name, unit: "image", index: ++index }, fields }];
    }
    // the end of the labels, which is where they turn out to be too many
    await labelled?.next();
  } finally {
    await labelled?.return(undefined);
  }
}

const invalid = (message: string) => new DeltaruleError("DATA_INVALID", message);
