import { signal } from "@preact/signals";
import { numeral } from "../drawing/numerals.ts";
import type { Pace, Standing } from "../training/messages.ts";
import type { Session } from "../training/session.ts";

const paces: readonly { readonly name: string; readonly pace: Pace }[] = [
  { name: "2 epochs a second", pace: 2 },
  { name: "20 epochs a second", pace: 20 },
  { name: "60 epochs a second", pace: 60 },
  { name: "full speed", pace: "full" },
];
const chosen = signal(2);

/** Play, pause, one step, one epoch, from the beginning. */
export function Transport({ session }: { readonly session: Session }) {
  const { status, setting, standing } = session;
  const playing = status.value === "playing";
  const blocked = status.value === "opening" || status.value === "failed";
  const batch = setting.value.batchSize;
  const play = () => session.play(paces[chosen.value]!.pace);
  return (
    <fieldset class="transport" aria-label="Training">
      <button type="button" class="main" disabled={blocked} onClick={playing ? session.pause : play}>
        {playing ? "❚❚ Pause" : "▶ Play"}
      </button>
      <button type="button" disabled={blocked} onClick={() => session.step(1)}>
        {batch === 1 ? "Step one sample" : `Step one batch of ${batch}`}
      </button>
      <button type="button" disabled={blocked} onClick={session.epoch}>
        Step one epoch
      </button>
      <button type="button" onClick={() => void session.open(setting.value, session.task.value)}>
        ↺ Reset
      </button>
      <label>
        <span class="quiet">pace</span>
        <select
          value={String(chosen.value)}
          onChange={({ currentTarget }) => {
            chosen.value = Number(currentTarget.value);
            if (playing) play();
          }}
        >
          {paces.map(({ name }, at) => (
            <option key={name} value={String(at)}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <output class="quiet" aria-live="off">
        {standing.value ? `epoch ${Math.floor(standing.value.epoch)}` : ""}
      </output>
      <p class="unseen" role="status">
        {status.value === "idle" && standing.value ? spoken(standing.value) : ""}
      </p>
    </fieldset>
  );
}

/** For those who can't see the figures: where the training has stopped. */
function spoken({ epoch, step, error, accuracy }: Standing): string {
  if (error === undefined) return "";
  const right = accuracy === undefined ? "" : `, accuracy ${(100 * accuracy).toFixed(1)} %`;
  return `After epoch ${Math.floor(epoch)}, step ${step}: error ${numeral(error)}${right}`;
}
