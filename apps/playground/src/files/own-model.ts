import { DeltaruleError, type Network, parseModel } from "@deltarule/core";
import type { Task } from "../tasks/task.ts";

/**
 * The network of a model file, to go on from.
 * @throws MODEL_INVALID: no model file, or one of a network with other inputs or outputs than the data set has
 */
export function openModel(
  text: string,
  file: string,
  { name, inputs, outputs }: Pick<Task, "name" | "inputs" | "outputs">,
): Network {
  const { network } = parseModel(text);
  const [first, last] = [network.sizes[0]!, network.sizes.at(-1)!];
  if (first !== inputs.length || last !== outputs.length)
    throw new DeltaruleError(
      "MODEL_INVALID",
      `${file} is a network of ${network.sizes.join("-")} units; ${name} has ${inputs.length} inputs and ${outputs.length} outputs`,
    );
  return network;
}
