/** What the adapters use of two libraries that come without types. */
declare module "synaptic" {
  interface Neuron {
    bias: number;
    readonly connections: { readonly inputs: Readonly<Record<string, { readonly from: Neuron; weight: number }>> };
  }
  interface Layer {
    readonly list: readonly Neuron[];
  }
  export const Architect: {
    readonly Perceptron: new (
      ...sizes: readonly number[]
    ) => {
      readonly layers: { readonly input: Layer; readonly hidden: readonly Layer[]; readonly output: Layer };
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
