import { short } from "@deltarule/measure";
import { numeral } from "../drawing/numerals.ts";
import type { Session } from "../training/session.ts";

/** Where the training stands, in numbers. */
export function Figures({ session }: { readonly session: Session }) {
  const { standing, device } = session;
  const { error, validationError, accuracy, samplesPerSecond } = standing.value ?? {};
  const figure = (name: string, value: string) => (
    <div key={name}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
  return (
    <dl class="figures">
      {figure("error E", error === undefined ? "–" : numeral(error))}
      {validationError !== undefined && figure("validation E", numeral(validationError))}
      {accuracy !== undefined && figure("accuracy", `${(100 * accuracy).toFixed(1)} %`)}
      {figure("samples a second", samplesPerSecond ? short(samplesPerSecond) : "–")}
      {figure("device", device.value || "–")}
    </dl>
  );
}
