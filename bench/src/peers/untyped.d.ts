/** What the adapters use of two libraries that come without types. */
declare module "synaptic" {
  export const Architect: {
    readonly Perceptron: new (
      ...sizes: readonly number[]
    ) => {
      activate(input: readonly number[]): number[];
      propagate(rate: number, target: readonly number[]): void;
    };
  };
}

declare module "ml-fnn" {
  export default class FeedForwardNeuralNetworks {
    constructor(options: {
      readonly hiddenLayers: readonly number[];
      readonly learningRate: number;
      readonly regularization: number;
      readonly activation: string;
    });
    iterations: number;
    train(features: readonly (readonly number[])[], labels: readonly number[]): void;
  }
}
