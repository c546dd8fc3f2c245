import type { Session } from "./training/session.ts";

/** What went wrong; where another backend can do better, the way on. */
export function FailureNotice({ session }: { readonly session: Session }) {
  const { failure, standing, setting } = session;
  if (failure.value === undefined) return null;
  const { message, ofBackend } = failure.value;
  const other = setting.value.backend === "cpu" ? undefined : "cpu";
  const begun = standing.value !== undefined && standing.value.step > 0;
  return (
    <div class="notice failure" role="alert">
      <div>
        <p>{message}</p>
        {ofBackend && begun && <p>The network has what it had learnt by epoch {Math.floor(standing.value!.epoch)}.</p>}
      </div>
      {ofBackend && other && (
        <button type="button" onClick={() => session.move(other)}>
          {begun ? `Go on with ${other}` : `Use ${other}`}
        </button>
      )}
    </div>
  );
}
