import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { encodeDataset, fitEncoding, labelsName, pairLabels, readTable, streamTable } from "../src/index.ts";
import { bytesSource, contents, idx, invalid } from "./tables.ts";

const images = idx([3, 2, 2], [0, 51, 102, 255, 1, 2, 3, 4, 255, 255, 255, 255]);
const labels = idx([3], [7, 0, 7]);
const [imagesFile, labelsFile] = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte"];

describe("images", () => {
  it("are rows of pixels and, with a file of labels, a label", async () => {
    const table = await readTable({ ...bytesSource(images, "i", 5), labels: bytesSource(gzipSync(labels), "l") });
    expect(contents(table)).toEqual([
      ["pixel 1", "pixel 2", "pixel 3", "pixel 4", "label"],
      ["0", "51", "102", "255", "7"],
      ["1", "2", "3", "4", "0"],
      ["255", "255", "255", "255", "7"],
    ]);
    expect([table.header, table.range]).toEqual([false, { min: 0, max: 255 }]);
    expect(table.rows.place(1)).toEqual({ file: "i", unit: "image", index: 2 });
  });

  it("may be without labels, as those to predict for, and come one by one", async () => {
    const { columns, rows } = await streamTable(bytesSource(gzipSync(images), "i"));
    expect(columns).toHaveLength(4);
    for await (const { fields } of rows) {
      expect(fields).toEqual([0, 51, 102, 255]);
      break;
    }
  });

  it("have inputs from 0 to 1 by the range of a byte, constant pixels too, and classes for a target", async () => {
    const table = await readTable({ ...bytesSource(images, "i"), labels: bytesSource(labels, "l") });
    const encoding = fitEncoding(table, { targetType: "classes", rows: [0, 1] });
    expect(encoding.inputs[1]).toEqual({
      name: "pixel 2",
      type: "number",
      scaling: "range",
      min: 0,
      max: 255,
      mean: 26.5,
    });
    const { inputs, targets } = encodeDataset(encoding, table, [0, 2]);
    expect(inputs.values).toEqual(Float32Array.of(0, 0.2, 0.4, 1, 1, 1, 1, 1));
    expect(targets.values).toEqual(Float32Array.of(0, 1, 0, 1));
  });

  it("find their labels by the usual names among several files, which become one table", async () => {
    const sources = [
      bytesSource(images, imagesFile),
      bytesSource(labels, labelsFile),
      bytesSource(gzipSync(images), "a/t10k-images.idx3-ubyte.gz"),
      bytesSource(labels, "a/t10k-labels.idx1-ubyte.gz"),
    ];
    const table = await readTable(sources);
    expect([table.rows.length, table.columns.length]).toEqual([6, 5]);
    expect(table.rows.at(4).place).toEqual({ file: "a/t10k-images.idx3-ubyte.gz", unit: "image", index: 2 });
  });

  it("may be of any type that IDX has", async () => {
    const floats = new DataView(new ArrayBuffer(8));
    floats.setFloat32(0, 0.1);
    floats.setFloat32(4, -2.5);
    const table = await readTable(bytesSource(idx([1, 2], new Uint8Array(floats.buffer), 13), "f"));
    expect([table.values[0]!.number(0), table.values[1]!.number(0)]).toEqual([Math.fround(0.1), -2.5]);
    expect(contents(await readTable(bytesSource(idx([1, 1], [255], 9), "b")))[1]).toEqual(["-1"]);
    expect(contents(await readTable(bytesSource(idx([1, 1], [255, 0], 11), "s")))[1]).toEqual(["-256"]);
  });

  const nan = [0x7f, 0xc0, 0, 0];
  const broken: [fault: string, bytes: Uint8Array, message: RegExp][] = [
    ["nothing", Uint8Array.of(), /^x-ubyte: not an IDX file/],
    ["no header", Uint8Array.of(0, 0, 8, 3, 0, 0), /^x-ubyte: not an IDX file/],
    ["a type that isn't one", Uint8Array.of(0, 0, 7, 1, 0, 0, 0, 0), /^x-ubyte: not an IDX file/],
    ["no images", idx([0, 2, 2], []), /^x-ubyte: 0 × 2 × 2; expected at least one image/],
    ["images without pixels", idx([3, 0, 2], []), /^x-ubyte: 3 × 0 × 2; expected at least one image/],
    [
      "too few values",
      idx([3, 2], [1, 2, 3]),
      /^x-ubyte: ends after 3 of the 6 values that its header claims \(3 × 2\)$/,
    ],
    ["too many values", idx([1, 2], [1, 2, 3]), /^x-ubyte: goes on after the 2 values/],
    ["a claim of a gigabyte", idx([2 ** 20, 32, 32], [1, 2, 3]), /^x-ubyte: ends after 3 of the 1073741824 values/],
    ["a claim of more than that", idx([2 ** 32 - 1, 2 ** 32 - 1], [1]), /^x-ubyte: 4294967295 × 4294967295; expected/],
    ["labels alone", labels, /^x-ubyte: 3 numbers in a row, as labels are; expected images/],
    ["what isn't a number", idx([1, 1], nan, 13), /^x-ubyte: value 1 is NaN; expected a finite number$/],
  ];
  it.each(broken)("with %s are refused", async (_, bytes, message) => {
    await expect(readTable(bytesSource(bytes, "x-ubyte"))).rejects.toMatchObject(invalid(message));
  });

  it("whose labels aren't one an image are refused", async () => {
    const pair = (bytes: Uint8Array) => readTable({ ...bytesSource(images, "i"), labels: bytesSource(bytes, "l") });
    await expect(pair(idx([2], [1, 2]))).rejects.toMatchObject(invalid(/^l has 2 labels, and i 3 images/));
    await expect(pair(images)).rejects.toMatchObject(invalid(/^l: expected labels, an IDX file of one dimension/));
    await expect(pair(idx([3], [1, 2]))).rejects.toMatchObject(invalid(/^l: ends after 2 of the 3 values/));
    await expect(pair(idx([3], [1, 2, 3, 4]))).rejects.toMatchObject(invalid(/^l: goes on after the 3 values/));
    await expect(pair(new TextEncoder().encode("a,b"))).rejects.toMatchObject(invalid(/^l: not an IDX file/));
  });
});

describe("the name of the labels", () => {
  it("goes by that of the images", () => {
    expect(labelsName(imagesFile)).toBe(labelsFile);
    expect(labelsName("data/t10k-images-idx3-ubyte.gz")).toBe("data/t10k-labels-idx1-ubyte.gz");
    expect(labelsName("t10k-images.idx3-ubyte")).toBe("t10k-labels.idx1-ubyte");
    for (const name of ["images.csv", labelsFile, ""]) expect(labelsName(name)).toBeUndefined();
  });

  it("pairs sources, and leaves the others as they are", () => {
    const [a, b, c] = [imagesFile, "other.csv", labelsFile].map((name) => bytesSource(images, name));
    expect(pairLabels([a!, b!, c!])).toEqual([{ ...a, labels: c }, b]);
  });
});
