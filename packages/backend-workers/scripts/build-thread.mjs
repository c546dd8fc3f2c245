// Bundles the threads' scripts for Node and for browsers and writes them as text: users get no path to a script that a bundler could lose.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
for (const platform of ["node", "browser"])
  for (const script of ["src/thread", "src/solo/thread"]) {
    const bundle = await rolldown({
      input: `${script}.ts`,
      platform,
      resolve: { conditionNames: ["@deltarule/source", platform, "import", "default"] },
    });
    const { output } = await bundle.generate({ format: "esm", minify: true });
    await bundle.close();
    if (output.length !== 1) throw new Error(`${script} came out as ${output.length} files; expected one`);
    writeFileSync(
      `${script}-text.${platform}.ts`,
      `// Bundled from thread.ts by scripts/build-thread.mjs.\nexport const thread: string = ${JSON.stringify(output[0].code)};\n`,
    );
  }
