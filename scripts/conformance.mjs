// pnpm conformance: the conformance suite on every backend that this machine has, in Node and in Chromium, side by side.
import { become, build, install, root } from "./setup.mjs";

install();
build("@deltarule/bench");
become(process.execPath, [`${root}bench/dist/conformance.js`, ...process.argv.slice(2)]);
