import type { Task } from "./setting.ts";

const plain = { samples: 12, batchSize: 4, rate: 0.5, momentum: 0, average: false, bias: true };

/** Networks, batches and options by name: each differs from the plain one in what it is named for. */
export const tasks = {
  "2-2-1": { ...plain, sizes: [2, 2, 1], samples: 4 },
  "3-5-2-online": { ...plain, sizes: [3, 5, 2], samples: 5, batchSize: 1 },
  "3-5-7-2": { ...plain, sizes: [3, 5, 7, 2] },
  "4-3-no-hidden": { ...plain, sizes: [4, 3] },
  "13-1-1": { ...plain, sizes: [13, 1, 1] },
  "5-4-3-no-bias": { ...plain, sizes: [5, 4, 3], bias: false },
  "5-4-3-momentum": { ...plain, sizes: [5, 4, 3], momentum: 0.9 },
  "5-4-3-average": { ...plain, sizes: [5, 4, 3], average: true },
  "5-4-3-remainder": { ...plain, sizes: [5, 4, 3], samples: 11 },
  "5-4-3-everything": { ...plain, sizes: [5, 4, 3], samples: 11, momentum: 0.5, average: true },
  "17-33-9-everything": { ...plain, sizes: [17, 33, 9], samples: 37, batchSize: 16, momentum: 0.7, average: true },
} as const satisfies Record<string, Task>;
