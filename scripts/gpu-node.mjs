// pnpm test:gpu-node: backend-gpujs in Node with graphics, which are headless OpenGL (the package gl) and WebGPU (the package webgpu).
// It packs our packages, installs them with these two into a folder of its own under node_modules, where a later run finds them,
// and runs tests/gpujs.node.test.ts under a display. gl is built from source, in two minutes. Arguments are vitest's.
import { execFile, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { packAll } from "./pack.mjs";
import { become, pnpm, root } from "./setup.mjs";

const run = promisify(execFile);
const folder = join(root, "node_modules/.cache/gpu-node");
const gl = join(folder, "node_modules/gl");
const debian =
  "build-essential pkg-config python3 libx11-dev libxext-dev libxi-dev libgl1 libgl1-mesa-dri libvulkan1 xvfb xauth chromium";
// for WebGPU where there is no GPU; Dawn refuses Debian 12's lavapipe
const swiftshader = "/usr/lib/chromium/vk_swiftshader_icd.json";

const needed = process.platform === "linux" && !("DISPLAY" in process.env) ? ["xvfb-run"] : [];
const missing = [...needed, "make", "g++", "python3"].filter((name) => spawnSync(name, ["--version"]).error);
if (missing.length > 0) {
  console.error(`${missing.join(" and ")} not found; on Debian: apt-get install ${debian}`);
  process.exit(1);
}

mkdirSync(folder, { recursive: true });
const tarballs = await packAll(folder);
const ours = ["core", "backend-cpu", "backend-gpujs", "conformance"].map((name) => tarballs[`@deltarule/${name}`]);
const dependencies = { gl: "8.1.6", webgpu: "0.6.2" };
writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module", dependencies }));
const install = ["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", ...ours];
await run("npm", install, { cwd: folder });
if (!existsSync(join(gl, "build/Release/webgl.node"))) {
  console.log("Building gl …");
  await buildGl();
}

const headless = ["-a", "-s", "-ac -screen 0 1280x1024x24"];
process.env.DELTARULE_GPU_NODE = folder;
if (!existsSync("/dev/dri") && existsSync(swiftshader)) process.env.VK_ICD_FILENAMES ??= swiftshader;
const [command, args] = pnpm(["exec", "vitest", "run", "tests/gpujs.node.test.ts", ...process.argv.slice(2)]);
become(...(needed.length > 0 ? ["xvfb-run", [...headless, command, ...args]] : [command, args]));

/** From source, with the headers of this Node where they were installed with it. */
async function buildGl() {
  const headers = dirname(dirname(process.execPath));
  const nodedir = existsSync(join(headers, "include/node/node.h")) ? [`--nodedir=${headers}`] : [];
  const gyp = join(folder, "node_modules/node-gyp/bin/node-gyp.js");
  await run(process.execPath, [gyp, "rebuild", "--jobs=max", ...nodedir], { cwd: gl, maxBuffer: 2 ** 28 });
}
