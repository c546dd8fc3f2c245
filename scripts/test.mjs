// npm test: the whole suite, set-up included. npm test -- <arguments> are vitest's.
import { become, build, install, pnpm } from "./setup.mjs";

install();
build();
become(...pnpm(["exec", "vitest", "run", ...process.argv.slice(2)]));
