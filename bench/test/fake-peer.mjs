// A library of two weights, as the benchmark's other programs: LAYERS BATCH SAMPLES ROWS RATE FILE MODE. It learns a 1-1 network.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [, , samples, rows, rate, file, mode] = process.argv.slice(2);
const bytes = readFileSync(file);
const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
const [n, all] = [Number(samples), Number(rows)];
let [w, b] = values.subarray(2 * all);
const output = (r) => 1 / (1 + Math.exp(-(w * values[r] + b)));
// times the step that it should take
const factor = { wrong: 2, unlearning: -1, frozen: 0 }[mode] ?? 1;

if (mode === "missing") {
  console.log("skip the library isn't there");
  process.exit();
}
if (mode === "broken") throw new Error("it has no licence");

console.log("a library may greet its users");
console.log("ready fake 1.0, batch 1");
for await (const line of createInterface({ input: process.stdin })) {
  const [word, first, second] = line.split(" ");
  if (word === "train") {
    if (mode === "silent") continue;
    if (mode === "crashing" && Number(first) > 1) process.kill(process.pid, "SIGSEGV");
    for (let epoch = 0; epoch < Number(first); epoch++)
      for (let r = 0; r < n; r++) {
        const a = output(r);
        const delta = (values[all + r] - a) * a * (1 - a);
        w += factor * Number(rate) * delta * values[r];
        b += factor * Number(rate) * delta;
      }
    // its own clocks: a millisecond a sample, half of it on a processor
    console.log(mode === "timeless" ? "done" : `done ${n * first} ${(n * first) / 1000} ${(n * first) / 2000}`);
  } else console.log("outputs", ...Array.from({ length: Number(second) }, (_, r) => output(Number(first) + r)));
}
