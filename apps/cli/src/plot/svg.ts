/** A drawing of its own size on white, with what it shows as its title. */
export const drawing = (title: string, width: number, height: number, parts: readonly string[]): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
      `font-family="system-ui, sans-serif" font-size="12" fill="#333" role="img">`,
    `<title>${escaped(title)}</title><rect width="100%" height="100%" fill="#fff"/>`,
    ...parts,
    "</svg>\n",
  ].join("\n");

export type Attributes = Readonly<Record<string, string | number>>;

export const element = (name: string, attributes: Attributes): string => `<${name}${list(attributes)}/>`;

export const text = (x: number, y: number, content: string, attributes: Attributes = {}): string =>
  `<text${list({ x, y, ...attributes })}>${escaped(content)}</text>`;

/** Points joined by straight lines. */
export const path = (points: readonly (readonly [x: number, y: number])[]): string =>
  points.map(([x, y], p) => `${p === 0 ? "M" : "L"}${short(x)} ${short(y)}`).join("");

const list = (attributes: Attributes) =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${typeof value === "number" ? short(value) : escaped(value)}"`)
    .join("");

/** A tenth of a pixel is finer than a screen. */
const short = (x: number) => String(Number(x.toFixed(1)));

const escaped = (content: string) =>
  content
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    // XML has no place for control characters, escaped or not
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    .replaceAll(/[\u0000-\u001f\u007f\ufffe\uffff]/g, " ");
