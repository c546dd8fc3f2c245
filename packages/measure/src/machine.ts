/** Where figures were taken. Figures of different machines are not comparable. */
export interface Machine {
  /** As the processor names itself. */
  readonly processor: string;
  /** Logical processors. */
  readonly cores: number;
  readonly memoryBytes?: number;
  readonly system: string;
  /** What ran the JavaScript: "Node 20.20.2 (V8 11.3)", a browser's user agent. */
  readonly engine: string;
}
