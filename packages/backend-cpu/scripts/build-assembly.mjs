// Compiles assembly/ twice, portable and relaxed, and writes both as text into src/wasm/bytes.ts: users get no file to fetch.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const root = new URL("..", import.meta.url);
const common =
  "--optimizeLevel 3 --shrinkLevel 0 --noAssert --runtime stub --importMemory --noExportMemory --enable simd".split(
    " ",
  );

async function compile(...extra) {
  let bytes;
  const { error, stderr } = await asc.main(["assembly/execute.ts", "--outFile", "kernels.wasm", ...common, ...extra], {
    writeFile(name, contents) {
      if (name.endsWith(".wasm")) bytes = contents;
    },
  });
  if (error) throw new Error(`${stderr}${error.message}`);
  return Buffer.from(bytes).toString("base64");
}

process.chdir(fileURLToPath(root));
const portable = await compile();
const relaxed = await compile("--enable", "relaxed-simd");
writeFileSync(
  "src/wasm/bytes.ts",
  `// Compiled from assembly/ by scripts/build-assembly.mjs.\nexport const portable =\n  "${portable}";\nexport const relaxed =\n  "${relaxed}";\n`,
);
