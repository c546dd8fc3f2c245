const properties = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "paint-order",
  "opacity",
  "font-size",
  "font-family",
  "text-anchor",
];

/** A drawing of the page as a file of its own: with the colours and letters that it has in the page. */
export function svgText(drawing: SVGSVGElement): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const [ours, theirs] = [drawing, copy].map((svg) => [...svg.querySelectorAll<SVGElement>("*")]);
  ours!.forEach((element, at) => {
    const style = getComputedStyle(element);
    for (const name of properties) theirs![at]!.setAttribute(name, style.getPropertyValue(name));
  });
  const { width, height } = drawing.viewBox.baseVal;
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of Object.entries({ width, height, fill: getComputedStyle(drawing).backgroundColor }))
    ground.setAttribute(name, String(value));
  copy.prepend(ground);
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  return new XMLSerializer().serializeToString(copy);
}

/** The same as an image, twice as fine. */
export async function pngOf(
  svg: string,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<Blob> {
  const image = new Image(2 * width, 2 * height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = new OffscreenCanvas(2 * width, 2 * height);
  canvas.getContext("2d")!.drawImage(image, 0, 0, 2 * width, 2 * height);
  return canvas.convertToBlob({ type: "image/png" });
}
