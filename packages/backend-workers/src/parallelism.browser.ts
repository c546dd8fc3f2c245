/** How many threads the browser says can run at once. */
export const availableParallelism = (): number => navigator.hardwareConcurrency;
