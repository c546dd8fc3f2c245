import { OWN } from "../tasks/open.ts";
import type { Session } from "../training/session.ts";
import { learn, type OwnTable, own } from "./own-table.ts";

// a choice among more is no choice
const MOST_COLUMNS = 60;

/** Chooses the target and the columns of the user's own table. */
export function OwnColumns({ session }: { readonly session: Session }) {
  const { setting, complain } = session;
  if (setting.value.data !== OWN || !own.value) return null;
  const { value: chosen } = own;
  const { table, target, ignored } = chosen;
  const change = (changed: Partial<OwnTable>) =>
    void learn(session, { ...chosen, ...changed }, setting.value).catch(complain);
  return (
    <div class="own">
      <label class="field">
        <span>target</span>
        <select
          value={target}
          onChange={({ currentTarget: { value } }) =>
            change({ target: value, ignored: ignored.filter((column) => column !== value) })
          }
        >
          {table.columns.map((column) => (
            <option key={column}>{column}</option>
          ))}
        </select>
      </label>
      {table.columns.length <= MOST_COLUMNS && (
        <fieldset class="columns">
          <legend>inputs</legend>
          {table.columns
            .filter((column) => column !== target)
            .map((column) => (
              <label key={column}>
                <input
                  type="checkbox"
                  checked={!ignored.includes(column)}
                  onChange={({ currentTarget: { checked } }) => {
                    const others = ignored.filter((name) => name !== column);
                    change({ ignored: checked ? others : [...others, column] });
                  }}
                />
                {column}
              </label>
            ))}
        </fieldset>
      )}
    </div>
  );
}
