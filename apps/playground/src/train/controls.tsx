import { signal } from "@preact/signals";
import { FileButton } from "../files/file-button.tsx";
import { openFiles } from "../files/open-files.ts";
import { OwnColumns } from "../files/own-columns.tsx";
import { MOST_LAYERS, MOST_UNITS, type Setting, suitedSetting } from "../setting.ts";
import { OWN, tasks } from "../tasks/open.ts";
import { backendChoices } from "../training/backend-choice.ts";
import type { Session } from "../training/session.ts";

const complaint = signal<string | undefined>();

/** Everything that a run depends on. A change begins a new run, so that the address reproduces it; only another backend goes on with it. */
export function Controls({ session }: { readonly session: Session }) {
  const { setting, task } = session;
  const { data, hidden } = setting.value;
  const change = (changed: Partial<Setting>) => {
    complaint.value = undefined;
    void session.open({ ...setting.value, ...changed }, changed.data === undefined ? task.value : undefined);
  };
  const { backend } = setting.value;
  // an address may name another
  const backends = backendChoices.includes(backend) ? backendChoices : [...backendChoices, backend];
  const setUnits = (layer: number, units: number) => change({ hidden: hidden.with(layer, units) });

  const number = (name: "learningRate" | "momentum" | "batchSize" | "seed", label: string, range: Range) => (
    <label class="field">
      <span>{label}</span>
      <input
        type="number"
        {...range}
        value={setting.value[name]}
        onChange={({ currentTarget }) => {
          const { valueAsNumber, validationMessage } = currentTarget;
          if (validationMessage) complaint.value = `${label}: ${validationMessage}`;
          else change({ [name]: valueAsNumber });
        }}
      />
    </label>
  );

  return (
    <form class="controls" aria-label="Settings" onSubmit={(event) => event.preventDefault()}>
      <label class="field">
        <span>data</span>
        <select
          value={data}
          onChange={({ currentTarget }) => {
            const { seed, backend } = setting.value;
            change({ ...suitedSetting(currentTarget.value), seed, backend });
          }}
        >
          {tasks.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
          {data === OWN && <option>{OWN}</option>}
        </select>
      </label>
      <FileButton label="Open a file of your own…" onFiles={(files) => void openFiles(session, files)} />
      <p class="quiet">
        A table (CSV, JSON), images (IDX) or a model file. Or drop it anywhere: it stays in this page.
      </p>
      <OwnColumns session={session} />
      {task.value && <p class="quiet">{task.value.title}</p>}
      {task.value?.remarks.map((remark) => (
        <p key={remark} class="quiet">
          {remark}
        </p>
      ))}

      <fieldset>
        <legend>hidden layers</legend>
        {hidden.map((units, layer) => (
          <div class="layer" key={layer}>
            <button
              type="button"
              aria-label={`One unit less in hidden layer ${layer + 1}`}
              disabled={units <= 1}
              onClick={() => setUnits(layer, units - 1)}
            >
              −
            </button>
            <output aria-label={`Units of hidden layer ${layer + 1}`}>{units}</output>
            <button
              type="button"
              aria-label={`One unit more in hidden layer ${layer + 1}`}
              disabled={units >= MOST_UNITS}
              onClick={() => setUnits(layer, units + 1)}
            >
              +
            </button>
            <button
              type="button"
              class="plain"
              aria-label={`Remove hidden layer ${layer + 1}`}
              onClick={() => change({ hidden: hidden.toSpliced(layer, 1) })}
            >
              ×
            </button>
          </div>
        ))}
        <button
          type="button"
          disabled={hidden.length >= MOST_LAYERS}
          onClick={() => change({ hidden: [...hidden, 4] })}
        >
          + layer
        </button>
      </fieldset>

      {number("learningRate", "learning rate ε", { min: 0.001, max: 100, step: "any" })}
      {number("momentum", "momentum α", { min: 0, max: 0.99, step: "any" })}
      {number("batchSize", "batch", { min: 1, max: 100_000, step: 1 })}
      {number("seed", "seed", { min: 0, max: 2 ** 31, step: 1 })}
      <label class="field wide">
        <span>backend</span>
        <select value={setting.value.backend} onChange={({ currentTarget }) => session.move(currentTarget.value)}>
          {backends.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      {complaint.value && (
        <p class="complaint" role="alert">
          {complaint.value}
        </p>
      )}
    </form>
  );
}

interface Range {
  readonly min: number;
  readonly max: number;
  readonly step: number | "any";
}
