// npm run playground: builds the page and serves it, set-up included. npm run playground -- <arguments> are Vite's.
import { become, build, install, pnpm } from "./setup.mjs";

install();
build("@deltarule/playground");
become(...pnpm(["--filter", "@deltarule/playground", "exec", "vite", "preview", ...process.argv.slice(2)]));
