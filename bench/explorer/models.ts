import { invalidatorReader } from "../../src/explore/models/invalidator-reader.ts";
import { invalidatorsReaderRemover } from "../../src/explore/models/invalidators-reader-remover.ts";
import type { Machine } from "../../src/explore/models/machine.ts";
import { invalidator, notifierMachine, reader, remover } from "../../src/explore/models/notifier.ts";
import { retryingReaders } from "../../src/explore/models/retrying-readers.ts";

/** A model in both languages. */
export interface BenchModel {
  readonly machine: () => Machine;
  /** What runs in the Promela model, and whether "n" is in the tree. */
  readonly promela: { readonly run: readonly string[]; readonly node: 0 | 1 };
}

const PAIR = ["invalidator()", "invalidator()"];

/** The models of the benchmarks: the same protocol, more and more threads. */
export const MODELS: Readonly<Record<string, BenchModel>> = {
  "2 threads": {
    machine: () => invalidatorReader(),
    promela: { run: ["invalidator()", "reader(0)"], node: 0 },
  },
  "4 threads": {
    machine: () => invalidatorsReaderRemover(),
    promela: { run: [...PAIR, "reader(0)", "remover()"], node: 1 },
  },
  "4 threads, retrying": {
    machine: () => retryingReaders(2),
    promela: { run: [...PAIR, "reader(1)", "reader(1)"], node: 0 },
  },
  "5 threads": {
    machine: () =>
      notifierMachine([invalidator(0), invalidator(1), invalidator(2), reader(3, false), remover(4)], [3], true),
    promela: { run: [...PAIR, "invalidator()", "reader(0)", "remover()"], node: 1 },
  },
};

/** The model of that name. */
export function modelNamed(name: string): BenchModel {
  const model = MODELS[name];
  if (model === undefined) throw new Error(`there is no model ${name}`);
  return model;
}
