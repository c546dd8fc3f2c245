import { DeltaruleError, type Facts } from "@deltarule/core";

const members = {
  name: "string",
  matrix: "function",
  write: "function",
  gather: "function",
  read: "function",
  free: "function",
  matmul: "function",
  sigmoid: "function",
  delta: "function",
  update: "function",
  squaredError: "function",
  close: "function",
} as const;

const factTypes: Readonly<Record<keyof Facts, string>> = {
  device: "string",
  precision: "string",
  deterministic: "boolean",
  nonFinite: "boolean",
  sigmoidUlp: "number",
};

const precisions: readonly Facts["precision"][] = ["f16", "f32", "f64"];

/**
 * Whether an object that somebody else's factory made is a backend of this contract, before any of it is called.
 * @throws BACKEND_UNAVAILABLE naming the member that is missing or of the wrong type, or the other contract
 */
export function checkPlugIn(name: string, backend: unknown): void {
  if (!isRecord(backend)) throw refused(name, `its factory gave ${show(backend)}; expected a backend object`);
  if (backend.contract !== 1)
    throw refused(
      name,
      `it is written for contract ${show(backend.contract)}; expected contract 1, so a release of it that fits this @deltarule/core`,
    );
  for (const [member, type] of Object.entries(members)) checkMember(name, member, backend[member], type);
  if (backend.compile !== undefined) checkMember(name, "compile", backend.compile, "function");
  const facts = backend.facts;
  if (!isRecord(facts)) throw refused(name, `facts is ${show(facts)}; expected an object`);
  for (const [fact, type] of Object.entries(factTypes)) checkMember(name, `facts.${fact}`, facts[fact], type);
  for (const [member, text] of [
    ["name", backend.name],
    ["facts.device", facts.device],
  ] as const)
    if (text === "") throw refused(name, `${member} is empty; expected a few words`);
  const { sigmoidUlp } = facts;
  if (!(Number.isFinite(sigmoidUlp) && Number(sigmoidUlp) > 0))
    throw refused(name, `facts.sigmoidUlp is ${sigmoidUlp}; expected a positive, finite number`);
  if (!precisions.some((precision) => precision === facts.precision))
    throw refused(name, `facts.precision is ${show(facts.precision)}; expected one of ${precisions.join(", ")}`);
}

function checkMember(name: string, member: string, value: unknown, type: string): void {
  if (value === undefined) throw refused(name, `it lacks ${member}; expected a ${type}`);
  if (typeof value !== type) throw refused(name, `${member} is ${kind(value)}; expected a ${type}`);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
const show = (value: unknown) =>
  value === undefined ? "none" : value === null || typeof value !== "object" ? JSON.stringify(value) : "an object";
const kind = (value: unknown) =>
  value === null ? "null" : typeof value === "object" ? "an object" : `a ${typeof value}`;
const refused = (name: string, message: string) => new DeltaruleError("BACKEND_UNAVAILABLE", `${name}: ${message}`);
