import type { Kernel } from "./kernel.ts";
import { productOfBlocks } from "./matmul-blocks.ts";
import { productOfNumbers } from "./matmul-numbers.ts";
import type { Product } from "./product.ts";

/**
 * out = alpha·a·b (+ bias) + beta·out   (n × I)(I × J) → n × J, or what its finish makes of that.
 * Arguments: a, b, bias?, out? (beta), activation? (delta), alpha, beta?; with update: a, b, w, rate.
 */
export const matmul =
  (product: Product): Kernel =>
  (layout) => {
    const { bias, beta, finish } = product;
    const parameters = [
      "a",
      "b",
      ...(bias ? ["bias"] : []),
      ...(beta ? ["out"] : []),
      ...(finish === "delta" ? ["activation"] : []),
      ...(finish === "update" ? ["w", "rate"] : ["alpha"]),
      ...(beta ? ["beta"] : []),
    ];
    return `function (${parameters.join(", ")}) {${layout === "numbers" ? productOfNumbers(product) : productOfBlocks(layout, product)}}`;
  };
