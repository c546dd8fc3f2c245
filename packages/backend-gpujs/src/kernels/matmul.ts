import type { Kernel } from "./kernel.ts";
import { productOfBlocks } from "./matmul-blocks.ts";
import { productOfNumbers } from "./matmul-numbers.ts";
import type { Product } from "./product.ts";

/** out = alpha·a·b (+ bias) + beta·out   (n × I)(I × J) → n × J. Arguments: a, b, bias?, out?, alpha, beta? */
export const matmul =
  (product: Product): Kernel =>
  (layout) => {
    const { bias, beta } = product;
    const parameters = [
      "a",
      "b",
      ...(bias ? ["bias"] : []),
      ...(beta ? ["out"] : []),
      "alpha",
      ...(beta ? ["beta"] : []),
    ];
    return `function (${parameters.join(", ")}) {${layout.name === "numbers" ? productOfNumbers(product) : productOfBlocks(layout, product)}}`;
  };
