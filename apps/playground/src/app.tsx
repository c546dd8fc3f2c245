import { effect, signal } from "@preact/signals";
import type { ComponentChildren, ComponentType } from "preact";
import { DerivationView } from "./derivation/derivation-view.tsx";
import { DeviceView } from "./device/device-view.tsx";
import { DigitsView } from "./digits/digits-view.tsx";
import { FailureNotice } from "./failure-notice.tsx";
import { DropZone } from "./files/drop-zone.tsx";
import { readSetting, writeSetting } from "./setting.ts";
import { ThemeSwitch } from "./theme-switch.tsx";
import { TrainView } from "./train/train-view.tsx";
import { createSession, type Session } from "./training/session.ts";

const tabs = ["train", "derivation", "digits", "device"] as const;
type Tab = (typeof tabs)[number];
const titles: Readonly<Record<Tab, string>> = {
  train: "Train",
  derivation: "Derivation",
  digits: "Digits",
  device: "This device",
};

const { setting, complaints } = readSetting(location.search);
const session = createSession(setting);
void session.open(setting);

const isTab = (name: string): name is Tab => tabs.some((tab) => tab === name);
const wanted = location.hash.slice(1);
const tab = signal<Tab>(isTab(wanted) ? wanted : "train");
const notices = signal(complaints);

// the address always reproduces what the page shows
effect(() => history.replaceState(null, "", `${writeSetting(session.setting.value)}#${tab.value}`));

const views: Readonly<Record<Tab, ComponentType<{ readonly session: Session }>>> = {
  train: TrainView,
  derivation: DerivationView,
  digits: DigitsView,
  device: DeviceView,
};

export function App() {
  const View = views[tab.value];
  return (
    <>
      <header class="bar">
        <h1>
          <span class="symbol">δ</span> deltarule
        </h1>
        <div class="tabs" role="tablist" aria-label="Views">
          {tabs.map((name) => (
            <TabButton key={name} name={name} />
          ))}
        </div>
        <ThemeSwitch />
      </header>
      {notices.value.length > 0 && (
        <Notice onClose={() => (notices.value = [])}>
          {notices.value.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </Notice>
      )}
      <FailureNotice session={session} />
      <DropZone session={session} />
      <main>
        <div role="tabpanel" id={`view-${tab.value}`} aria-labelledby={`tab-${tab.value}`}>
          <View session={session} />
        </div>
      </main>
    </>
  );
}

function TabButton({ name }: { readonly name: Tab }) {
  const chosen = tab.value === name;
  return (
    <button
      type="button"
      role="tab"
      id={`tab-${name}`}
      aria-selected={chosen}
      aria-controls={`view-${name}`}
      tabIndex={chosen ? 0 : -1}
      onClick={() => (tab.value = name)}
      onKeyDown={({ key }) => {
        const step = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
        if (step === 0) return;
        const next = tabs[(tabs.indexOf(name) + step + tabs.length) % tabs.length]!;
        tab.value = next;
        document.getElementById(`tab-${next}`)?.focus();
      }}
    >
      {titles[name]}
    </button>
  );
}

function Notice({ children, onClose }: { readonly children: ComponentChildren; readonly onClose: () => void }) {
  return (
    <div class="notice" role="status">
      <div>{children}</div>
      <button type="button" aria-label="Close this message" onClick={onClose}>
        ×
      </button>
    </div>
  );
}
