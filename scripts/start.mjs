// npm start: the main job on a bundled data set. npm start -- <arguments>: the CLI.
import { become, build, install, root } from "./setup.mjs";

install();
build("deltarule");
const args = process.argv.slice(2);
become(process.execPath, [`${root}apps/cli/dist/main.js`, ...(args.length > 0 ? args : ["train", "iris"])]);
