import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { charts, type Results, toMarkdown } from "../src/results.ts";

const kept = fileURLToPath(new URL("../results/", import.meta.url));

// after a change of what reports look like, `vitest -u` writes them anew
describe.each(readdirSync(kept))("what is kept in %s", (folder) => {
  it("is what its JSON says: the Markdown, and every chart", async () => {
    const file = (name: string) => `${kept}${folder}/${name}`;
    const results: Results = JSON.parse(await readFile(file("results.json"), "utf8"));
    await expect(toMarkdown(results)).toMatchFileSnapshot(file("results.md"));
    for (const [name, svg] of charts(results)) await expect(svg).toMatchFileSnapshot(file(name));
  });
});
