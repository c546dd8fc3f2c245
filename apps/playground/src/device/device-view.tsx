import { short } from "@deltarule/measure";
import { signal } from "@preact/signals";
import { numeral } from "../drawing/numerals.ts";
import { save } from "../files/save.ts";
import type { Session } from "../training/session.ts";
import type { SurveyNews } from "./messages.ts";
import type { Finding, Question } from "./survey.ts";
import { verdictOf } from "./verdict.ts";

const findings = signal<readonly Finding[]>([]);
const question = signal<Question | undefined>();
const failure = signal<string | undefined>();
const copied = signal(false);
/** The thread that surveys, while it does. */
const running = signal<Worker | undefined>();

function begin(asked: Question): void {
  findings.value = [];
  copied.value = false;
  failure.value = undefined;
  question.value = asked;
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  running.value = worker;
  const fail = (message: string) => {
    failure.value = message;
    stop();
  };
  worker.addEventListener("error", ({ message }) => fail(message || "the surveying thread can't be started"));
  worker.addEventListener("message", ({ data }: MessageEvent<SurveyNews>) => {
    if (data.is === "findings") findings.value = data.findings;
    else if (data.is === "failed") fail(data.message);
    else stop();
  });
  worker.postMessage(asked);
}

function stop(): void {
  running.value?.terminate();
  running.value = undefined;
}

/** Everything that was found, with what it was found on. */
const report = () => ({
  agent: navigator.userAgent,
  cores: navigator.hardwareConcurrency,
  ...question.value,
  findings: findings.value,
});

/** Which backend is right on this device, and which is fastest for this network. */
export function DeviceView({ session }: { readonly session: Session }) {
  const { network, setting } = session;
  const layers = network.value?.sizes;
  const fastest = Math.max(0, ...findings.value.map(({ samplesPerSecond }) => samplesPerSecond ?? 0));
  return (
    <div class="device">
      <section class="stage" aria-label="Survey">
        <p>
          Every backend is timed side by side on <strong>{layers?.join("-") ?? "…"}</strong>, batch{" "}
          {setting.value.batchSize}, the network of the Train view, and then held to the conformance suite, hundreds of
          cases with derived bounds.
        </p>
        <div class="transport">
          {running.value ? (
            <button type="button" class="main" onClick={stop}>
              Stop
            </button>
          ) : (
            <button
              type="button"
              class="main"
              disabled={!layers}
              onClick={() => begin({ layers: layers!, batchSize: setting.value.batchSize })}
            >
              Survey this device
            </button>
          )}
          <button
            type="button"
            disabled={findings.value.length === 0}
            onClick={async () => {
              await navigator.clipboard.writeText(JSON.stringify(report(), null, 2));
              copied.value = true;
            }}
          >
            {copied.value ? "Copied" : "Copy as JSON"}
          </button>
          <button
            type="button"
            disabled={findings.value.length === 0}
            onClick={() => save("deltarule-device.json", JSON.stringify(report(), null, 2), "application/json")}
          >
            Download JSON
          </button>
        </div>
        <p class="verdict" aria-live="polite">
          {verdictOf(findings.value)}
        </p>
        {failure.value && (
          <p class="complaint" role="alert">
            {failure.value}
          </p>
        )}
      </section>
      {findings.value.length > 0 && (
        <div class="wide">
          <table>
            <thead>
              <tr>
                <th scope="col">backend</th>
                <th scope="col">device</th>
                <th scope="col">samples a second, in training</th>
                <th scope="col">conformance</th>
              </tr>
            </thead>
            <tbody>
              {findings.value.map(({ backend, device, reason, samplesPerSecond, conformance }) => (
                <tr key={backend}>
                  <th scope="row">{backend}</th>
                  <td>{device ?? reason ?? "…"}</td>
                  <td>
                    {samplesPerSecond !== undefined && (
                      <div class="speed">
                        <span>{short(samplesPerSecond)}</span>
                        <div style={{ width: `${(100 * samplesPerSecond) / fastest}%` }} />
                      </div>
                    )}
                    {device && samplesPerSecond === undefined && (reason ?? (running.value ? "…" : "–"))}
                  </td>
                  <td>{conformance ? conformanceText(conformance) : device && running.value ? "…" : "–"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

function conformanceText({ done, total, skipped, failed, worst }: NonNullable<Finding["conformance"]>): string {
  if (failed.length > 0) return `${failed.length} of ${done} failed: ${failed.slice(0, 3).join(", ")}`;
  const passed = `${done - skipped} passed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
  return done < total ? `${passed}, of ${total} …` : `${passed}; worst error ${numeral(worst)} of its bound`;
}
