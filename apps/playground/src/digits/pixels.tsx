import { useEffect, useRef } from "preact/hooks";
import { theme } from "../theme.ts";

interface Props {
  /** In [0, 1], row by row. */
  readonly values: ArrayLike<number>;
  readonly rows: number;
  readonly cols: number;
  readonly label: string;
}

/** An image as the network sees it: ink on paper. */
export function Pixels({ values, rows, cols, label }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { value: colours } = theme;
  useEffect(() => {
    const context = canvas.current!.getContext("2d")!;
    const image = new ImageData(cols, rows);
    for (let p = 0; p < rows * cols; p++) {
      image.data.fill(colours === "dark" ? 236 : 28, 4 * p, 4 * p + 3);
      image.data[4 * p + 3] = 255 * values[p]!;
    }
    context.putImageData(image, 0, 0);
  }, [values, rows, cols, colours]);
  return <canvas ref={canvas} class="pixels" width={cols} height={rows} role="img" aria-label={label} />;
}
