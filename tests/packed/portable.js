import { expected, hashes } from "./training.js";

console.log(JSON.stringify({ expected, found: await hashes() }));
