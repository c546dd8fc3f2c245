/** A unit's place in the drawing. */
export interface Place {
  readonly layer: number;
  readonly unit: number;
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  /** The units that are drawn, layer by layer. */
  readonly layers: readonly (readonly Place[])[];
  /** Where a layer leaves units out: between its upper and its lower half. */
  readonly gaps: readonly ({ readonly x: number; readonly y: number; readonly omitted: number } | undefined)[];
  readonly radius: number;
}

const MOST = 12;

/** The sheet that a network is drawn on. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  /** Room for the names of inputs and outputs. */
  readonly margin: number;
  /** As many letters of a name as have room. */
  readonly letters: number;
}

/** For a screen, and for a phone, where what is drawn is seen at half the size. */
export const sheets: Readonly<Record<"wide" | "narrow", Sheet>> = {
  wide: { width: 720, height: 460, margin: 140, letters: 11 },
  narrow: { width: 440, height: 420, margin: 96, letters: 6 },
};

/** Layers from left to right, units from top to bottom; of a wide layer the first and the last few. */
export function layout(sizes: readonly number[], { width, height, margin }: Omit<Sheet, "letters">): Layout {
  const x = (layer: number) => margin + (layer * (width - 2 * margin)) / (sizes.length - 1);
  // a wide layer has a place for its gap
  const slots = sizes.map((size) => (size > MOST ? MOST + 1 : size));
  const pitch = Math.min(104, (height - 24) / Math.max(...slots));
  const y = (slot: number, count: number) => height / 2 + (slot - (count - 1) / 2) * pitch;

  const layers = sizes.map((size, layer) =>
    Array.from({ length: Math.min(size, MOST) }, (_, at): Place => {
      const below = size > MOST && at >= MOST / 2;
      const unit = below ? size - MOST + at : at;
      return { layer, unit, x: x(layer), y: y(below ? at + 1 : at, slots[layer]!) };
    }),
  );
  const gaps = sizes.map((size, layer) =>
    size > MOST ? { x: x(layer), y: y(MOST / 2, slots[layer]!), omitted: size - MOST } : undefined,
  );
  return { layers, gaps, radius: Math.min(28, pitch * 0.36) };
}
