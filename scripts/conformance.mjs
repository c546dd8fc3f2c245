// pnpm conformance: the conformance suite on every backend that this machine has, side by side. Arguments are the CLI's.
import { become, build, install, root } from "./setup.mjs";

install();
build("deltarule");
become(process.execPath, [`${root}apps/cli/dist/main.js`, "conformance", "--all", ...process.argv.slice(2)]);
