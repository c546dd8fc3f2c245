// pnpm check:packages: packs what is published, as it is built, and holds each tarball against its manifest, publint and attw.
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { packAll } from "./pack.mjs";
import { root } from "./setup.mjs";

const run = promisify(execFile);
const releasing = process.argv.includes("--release");
const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const attw = join(root, "node_modules/@arethetypeswrong/cli/dist/index.js");

/** What publint and attw don't ask for. */
function manifestFaults({ type, license, keywords, description, files, scripts = {}, exports, dependencies, ...rest }) {
  const expected = {
    '"type": "module"': type === "module",
    '"license": "MIT"': license === "MIT",
    "a description": Boolean(description),
    keywords: Boolean(keywords?.length),
    "files with dist": Boolean(files?.includes("dist")),
    "exports with ./package.json": Boolean(exports?.["./package.json"]),
    [`"engines": { "node": "${engines.node}" }`]: rest.engines?.node === engines.node,
    '"sideEffects": false, or a bin': rest.sideEffects === false || Boolean(rest.bin),
    // provenance is taken only from the repository that the manifest names; a clone of a folder knows of none
    "a repository, homepage and bugs": Boolean(rest.repository && rest.homepage && rest.bugs) || !releasing,
    "no dependencies in core": rest.name !== "@deltarule/core" || dependencies === undefined,
    "no script that installing runs": !Object.keys(scripts).some((script) => /install|prepare/.test(script)),
  };
  return Object.keys(expected).filter((what) => !expected[what]);
}

/** The manifest that the tarball holds, too: packing writes into it. */
async function publintFaults(tarball) {
  const bytes = readFileSync(tarball);
  const { messages, pkg } = await publint({ pack: { tarball: new Uint8Array(bytes).buffer }, strict: true });
  return { packed: pkg, faults: messages.map((message) => formatMessage(message, pkg, { color: false })) };
}

async function attwFaults(tarball) {
  // ESM alone is what is published; what a package's manifest names must resolve without types from elsewhere
  const options = ["--profile", "esm-only", "--no-definitely-typed", "--no-emoji", "--no-color", "-f", "ascii"];
  return run(process.execPath, [attw, tarball, ...options]).then(
    () => [],
    ({ stdout, stderr }) => [`${stdout}${stderr}`.trim()],
  );
}

const folder = mkdtempSync(join(tmpdir(), "deltarule-check-"));
try {
  const tarballs = await packAll(folder);
  for (const [name, tarball] of Object.entries(tarballs)) {
    const { packed, faults: found } = await publintFaults(tarball);
    const faults = [
      ...manifestFaults(packed).map((what) => `package.json: expected ${what}`),
      ...found,
      ...(await attwFaults(tarball)),
    ];
    console.log(`${faults.length > 0 ? "✗" : "✓"} ${name} ${packed.version}`);
    for (const fault of faults) console.error(`  ${fault}`);
    if (faults.length > 0) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
