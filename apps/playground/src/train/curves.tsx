import { type ReadonlySignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import { numeral } from "../drawing/numerals.ts";
import { type Colour, colours } from "../theme.ts";
import type { Course } from "../training/course.ts";

/** E and accuracy by epoch: what is trained on, and what is held out. */
export function Curves({ course }: { readonly course: ReadonlySignal<Course> }) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | undefined>(undefined);

  useSignalEffect(() => {
    // drawn anew in the colours of another theme
    const style = options(colours.value, place.current!.clientWidth);
    plot.current?.destroy();
    plot.current = new uPlot(style, columns(course.peek()), place.current!);
  });
  useSignalEffect(() => {
    plot.current?.setData(columns(course.value));
  });
  useEffect(() => {
    const watcher = new ResizeObserver(([entry]) =>
      plot.current?.setSize({ width: entry!.contentRect.width, height: 210 }),
    );
    watcher.observe(place.current!);
    return () => {
      watcher.disconnect();
      plot.current?.destroy();
      plot.current = undefined;
    };
  }, []);

  const last = course.value.at(-1);
  return (
    <figure class="curves">
      <figcaption>error E and accuracy by epoch</figcaption>
      <div
        ref={place}
        role="img"
        aria-label={last ? `After epoch ${Math.floor(last.epoch)} the error is ${numeral(last.error)}` : "No epoch yet"}
      />
    </figure>
  );
}

function columns(course: Course): uPlot.AlignedData {
  return [
    course.map(({ epoch }) => epoch),
    course.map(({ error }) => error),
    course.map(({ validationError }) => validationError),
    course.map(({ accuracy }) => accuracy),
  ];
}

function options(colour: (name: Colour) => string, width: number): uPlot.Options {
  const axis = { stroke: colour("quiet"), grid: { stroke: colour("line"), width: 1 }, ticks: { show: false } };
  return {
    width,
    height: 210,
    cursor: { y: false },
    legend: { live: false },
    scales: { x: { time: false }, share: { range: [0, 1] } },
    series: [
      { label: "epoch" },
      { label: "training E", stroke: colour("accent"), width: 2 },
      { label: "validation E", stroke: colour("positive"), width: 2, dash: [6, 4] },
      { label: "accuracy", stroke: colour("good"), width: 2, scale: "share" },
    ],
    axes: [
      axis,
      { ...axis, values: (_, ticks) => ticks.map(numeral), size: 56 },
      {
        ...axis,
        scale: "share",
        side: 1,
        grid: { show: false },
        values: (_, ticks) => ticks.map((t) => `${Math.round(100 * t)} %`),
        size: 52,
      },
    ],
  };
}
