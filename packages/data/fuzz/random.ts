import { type Generator, generator } from "@deltarule/core";

/** Draws from a seed. */
export interface Draw {
  integer(n: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  list<T>(most: number, make: () => T): T[];
}

export function draw(seed: number): Draw {
  const { integer, uniform }: Generator = generator(seed);
  return {
    integer,
    chance: (probability) => uniform() < probability,
    pick: (items) => items[integer(items.length)]!,
    list: (most, make) => Array.from({ length: integer(most + 1) }, make),
  };
}
