import { fileSource, readTable, type Table } from "@deltarule/data";
import { signal } from "@preact/signals";
import type { Setting } from "../setting.ts";
import { OWN } from "../tasks/open.ts";
import { tableTask } from "../tasks/tables.ts";
import type { Session } from "../training/session.ts";

/** The user's own table, as long as the page is open. */
const own = signal<{ readonly name: string; readonly table: Table } | undefined>();
const target = signal<string | undefined>();
const ignored = signal<readonly string[]>([]);

/** What suits a table that nobody knows: as the command line does. */
const general: Partial<Setting> = { hidden: [20], learningRate: 0.1, momentum: 0.5, batchSize: 10 };

/** Reads files (a table in parts, or images with their labels) and begins to learn its last column. */
export async function openOwn(session: Session, files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  try {
    const name = files.map((file) => file.name).join(", ");
    const table = await readTable(files.map((file) => fileSource(file)));
    own.value = { name, table };
    target.value = table.columns.at(-1);
    ignored.value = [];
    await begin(session, { ...session.setting.value, ...general, data: OWN });
  } catch (cause) {
    session.complain(cause);
  }
}

async function begin(session: Session, setting: Setting): Promise<void> {
  const { name, table } = own.value!;
  const task = tableTask(table, { name: OWN, title: name }, { target: target.value, ignored: ignored.value });
  await session.open(setting, task);
}

/** Choose a file, its target and its columns. */
export function OwnTable({ session }: { readonly session: Session }) {
  const again = () => begin(session, session.setting.value).catch(session.complain);
  const chosen = session.setting.value.data === OWN ? own.value : undefined;
  return (
    <div class="own">
      <label class="file">
        <span>or a table of your own (CSV, JSON, IDX)</span>
        <input
          type="file"
          multiple
          onChange={({ currentTarget }) => void openOwn(session, [...(currentTarget.files ?? [])])}
        />
      </label>
      {chosen && (
        <>
          <label class="field">
            <span>target</span>
            <select
              value={target.value}
              onChange={({ currentTarget }) => {
                target.value = currentTarget.value;
                ignored.value = ignored.value.filter((column) => column !== target.value);
                void again();
              }}
            >
              {chosen.table.columns.map((column) => (
                <option key={column}>{column}</option>
              ))}
            </select>
          </label>
          {chosen.table.columns.length <= MOST_COLUMNS && (
            <fieldset class="columns">
              <legend>inputs</legend>
              {chosen.table.columns
                .filter((column) => column !== target.value)
                .map((column) => (
                  <label key={column}>
                    <input
                      type="checkbox"
                      checked={!ignored.value.includes(column)}
                      onChange={({ currentTarget: { checked } }) => {
                        const others = ignored.value.filter((name) => name !== column);
                        ignored.value = checked ? others : [...others, column];
                        void again();
                      }}
                    />
                    {column}
                  </label>
                ))}
            </fieldset>
          )}
        </>
      )}
    </div>
  );
}

// a choice among more is no choice
const MOST_COLUMNS = 60;
