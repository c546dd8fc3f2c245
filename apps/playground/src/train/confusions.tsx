import { computed, signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Session } from "../training/session.ts";
import { confusionsOf } from "./confusion-matrix.ts";

const open = signal(false);

/** Which class is taken for which, of the rows held out; where there are none, of the training rows. */
export function Confusions({ session }: { readonly session: Session }) {
  const counted = useMemo(() => {
    const { task, network, status } = session;
    // counting takes longer than a frame
    return computed(() =>
      open.value && status.value !== "playing" && task.value && network.value
        ? confusionsOf(network.value, task.value)
        : undefined,
    );
  }, [session]);
  // only where targets are classes is there an accuracy
  if (session.standing.value?.accuracy === undefined) return null;
  const { value: matrix } = counted;
  return (
    <details
      class="confusions"
      open={open.value}
      onToggle={({ currentTarget }) => {
        open.value = currentTarget.open;
      }}
    >
      <summary>Confusions</summary>
      {matrix ? (
        <div class="wide">
          <table>
            <caption>
              rows are classes, columns what the network says; {matrix.rows}{" "}
              {matrix.heldOut ? "rows held out" : "training rows"}
            </caption>
            <thead>
              <tr>
                <td />
                {matrix.classes.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {matrix.counts.map((counts, actual) => (
                <tr key={matrix.classes[actual]}>
                  <th scope="row">{matrix.classes[actual]}</th>
                  {counts.map((count, said) => (
                    <td key={matrix.classes[said]} class={count === 0 ? "none" : said === actual ? "right" : "wrong"}>
                      {count}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <p class="quiet">Pause to count them.</p>
      )}
    </details>
  );
}
