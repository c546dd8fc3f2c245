import { describe, expect, it } from "vitest";
import { formatMnistSvg } from "../src/mnist/chart.ts";
import type { Curve, MnistResult } from "../src/mnist/curve.ts";
import { images } from "../src/mnist/images.ts";
import { nielsenNetwork } from "../src/mnist/nielsen.ts";
import { accuracyOf } from "../src/mnist/peer-curve.ts";
import { formatMnist } from "../src/mnist/report.ts";

const curve = (name: string, seed: number, accuracies: readonly number[], seconds: number): Curve => ({
  name,
  note: `${name} 1.0`,
  seed,
  epochs: accuracies.map((accuracy, e) => ({ seconds: (e + 1) * seconds, accuracy })),
});

const result: MnistResult = {
  curves: [
    curve("ours", 1, [0.9, 0.945, 0.95], 0.2),
    curve("ours", 2, [0.9, 0.93, 0.941], 0.4),
    { ...curve("theirs", 1, [0.91], 70), ended: "no more epochs after 60 s" },
  ],
  skipped: [{ name: "absent", reason: "not installed" }],
};

describe("formatMnist", () => {
  it("gives a library its best epoch from each seed, its epochs, and its median seconds", () => {
    const rows = formatMnist(result).split("\n");
    expect(rows).toContain("| ours | 95.00, 94.10 % | 3 | 0.4 s | 1.2 s | ours 1.0 |");
  });

  it("says why a library has fewer epochs, and why one has none", () => {
    const rows = formatMnist(result).split("\n");
    expect(rows).toContain("| theirs | 91.00 % | 1 | 70 s | – | theirs 1.0; no more epochs after 60 s |");
    expect(rows).toContain("| absent | – | – | – | – | skipped: not installed |");
  });
});

describe("formatMnistSvg", () => {
  const svg = formatMnistSvg(result);

  it("draws a line a library, of its first seed, with a dot an epoch", () => {
    expect(svg.match(/<polyline/g)).toHaveLength(2);
    expect(svg.match(/<circle/g)).toHaveLength(3 + 1);
    expect(svg).toContain(">ours: 95.0 %</text>");
    expect(svg).not.toContain("NaN");
  });

  it("has whole decades of seconds and whole percents around its lines", () => {
    for (const label of ["0.1 s", "1 s", "10 s", "100 s", "90 %", "95 %"]) expect(svg).toContain(`>${label}</text>`);
    expect(svg).not.toContain(">1000 s<");
  });

  it("leaves out what would press the others together, but for its name", () => {
    const far = formatMnistSvg({ ...result, curves: [...result.curves, curve("far", 1, [0.2], 500)] });
    expect(far.match(/<circle/g)).toHaveLength(3 + 1);
    expect(far).toContain(">far: 20.0 %</text>");
    expect(far).not.toContain(">20 %</text>");
    expect(far).not.toContain(">1000 s<");
  });

  it("has colours for light and for dark paper", () => {
    expect(svg).toContain("prefers-color-scheme:dark");
  });
});

describe("images", () => {
  it("takes pixels as shares of 255, and digits one-hot, past the headers of their files", () => {
    const pixels = Buffer.alloc(16 + 2 * 784);
    pixels[16] = 255;
    pixels[16 + 784 + 1] = 51;
    const { inputs, targets } = images(pixels, Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 7, 0]), 2);
    expect([inputs.rows, inputs.cols, inputs.values[0], inputs.values[785]]).toEqual([2, 784, 1, Math.fround(0.2)]);
    expect([...targets.values]).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 0, 0, ...[1, 0, 0, 0, 0, 0, 0, 0, 0, 0]]);
  });

  it("refuses files that hold fewer images than are asked for", () => {
    expect(() => images(Buffer.alloc(16 + 784), Buffer.alloc(9), 2)).toThrow("fewer than 2 images");
  });
});

describe("accuracyOf", () => {
  it("is the share of the rows whose largest output is the target's", () => {
    const targets = { rows: 4, cols: 2, values: Float32Array.from([1, 0, 1, 0, 0, 1, 0, 1]) };
    expect(accuracyOf([0.9, 0.1, 0.2, 0.3, 0.4, 0.6, 0.1, 0.2], targets)).toBe(0.75);
  });

  it("counts a row whose outputs are no numbers as wrong", () => {
    const targets = { rows: 1, cols: 2, values: Float32Array.from([0, 1]) };
    expect(accuracyOf([Number.NaN, Number.NaN], targets)).toBe(0);
  });
});

describe("nielsenNetwork", () => {
  it("draws weights and biases from N(0, 1), the same ones from the same seed", () => {
    const network = nielsenNetwork(1);
    const weights = network.layers[0]!.weights;
    const mean = weights.reduce((sum, w) => sum + w, 0) / weights.length;
    const variance = weights.reduce((sum, w) => sum + (w - mean) ** 2, 0) / weights.length;
    // of 23,520 draws: five standard errors, 1 / √n and √(2 / n)
    expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(weights.length));
    expect(Math.abs(variance - 1)).toBeLessThan(5 * Math.sqrt(2 / weights.length));
    expect(nielsenNetwork(1)).toEqual(network);
    expect(nielsenNetwork(2)).not.toEqual(network);
  });
});
