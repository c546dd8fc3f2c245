import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Figure } from "@deltarule/measure";
import { rolldown } from "rolldown";

/** The size of core and backend-cpu, everything that they export, as one minified browser bundle. */
export async function measureBundle(): Promise<Figure[]> {
  const input = fileURLToPath(new URL("./entry.js", import.meta.url));
  const bundle = await rolldown({ input, platform: "browser", logLevel: "silent" });
  const { output } = await bundle.generate({ format: "esm", minify: true });
  await bundle.close();
  // a chunk that is loaded later is shipped all the same
  const code = output.map((part) => (part.type === "chunk" ? part.code : part.source));
  const size = (of: (part: string | Uint8Array) => number) => code.reduce((sum, part) => sum + of(part), 0);
  const name = "core + backend-cpu, browser bundle";
  return [
    { name: `${name}, gzipped`, value: size((part) => gzipSync(part, { level: 9 }).length), unit: "bytes" },
    { name, value: size((part) => Buffer.byteLength(part)), unit: "bytes", note: "minified" },
  ];
}
