import type { Machine } from "./machine.ts";
import { type Defects, invalidator, notifierMachine, reader, remover } from "./notifier.ts";

/** Two threads invalidate, one maps, one removes another interval over the same range. */
export function invalidatorsReaderRemover(defects: Defects = {}): Machine {
  return notifierMachine([invalidator(0), invalidator(1), reader(2, false, defects), remover(3, defects)], [2], true);
}
