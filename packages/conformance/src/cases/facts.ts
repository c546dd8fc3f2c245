import type { Values } from "@deltarule/core";
import type { ConformanceCase } from "../case.ts";
import { draw } from "../draw.ts";

/** What a backend declares must be well-formed, and not so loose that everything passes. */
export const facts: readonly ConformanceCase[] = [
  {
    id: "facts/contract",
    title: "The backend implements contract 1 and has a name",
    needs: "raw",
    async run({ backend }) {
      demand(backend.contract === 1, `contract is ${String(backend.contract)}; expected 1`);
      demand(backend.name.trim().length > 0, "name is empty");
    },
  },
  {
    id: "facts/declared",
    title: "The facts name the device and a precision, and say yes or no",
    needs: "raw",
    async run({ facts }) {
      demand(facts.device.trim().length > 0, "device is empty; expected what really runs");
      const precisions: readonly string[] = ["f16", "f32", "f64"];
      demand(
        precisions.includes(facts.precision),
        `precision is ${facts.precision}; expected one of ${precisions.join(", ")}`,
      );
      for (const name of ["deterministic", "nonFinite"] as const)
        demand(typeof facts[name] === "boolean", `${name} is ${String(facts[name])}; expected true or false`);
    },
  },
  {
    id: "facts/sigmoid-ulp",
    title: "The declared error of sigmoid is still one of the declared precision",
    needs: "raw",
    async run({ facts, precision }) {
      // ulp errors add up to those of the format with half as many digits; who needs more declares that format
      const most = 2 ** Math.ceil(precision.digits / 2);
      demand(
        facts.sigmoidUlp >= 0.5 && facts.sigmoidUlp <= most,
        `sigmoidUlp is ${facts.sigmoidUlp}; expected 0.5 (correctly rounded) to ${most}`,
      );
    },
  },
  {
    id: "facts/deterministic",
    title: "The same operations on the same numbers give the same bits again",
    needs: "raw",
    fact: "deterministic",
    async run({ backend, precision, put, make, same }) {
      const [a, b] = [put(draw(precision, 33, 65, { seed: 61 })), put(draw(precision, 65, 31, { seed: 62 }))];
      const results: Values[][] = [];
      for (let turn = 0; turn < 3; turn++) {
        const [net, activation, error] = [make(33, 31), make(33, 31), make(33, 1)];
        backend.matmul(a, b, net);
        backend.sigmoid(net, activation);
        backend.squaredError(activation, net, error);
        results.push(await Promise.all([net, activation, error].map((m) => backend.read(m))));
      }
      for (const again of results.slice(1))
        again.forEach((values, m) => {
          same(["net", "a", "E"][m]!, values, results[0]![m]!);
        });
    },
  },
];

function demand(holds: boolean, message: string): void {
  if (!holds) throw new Error(message);
}
