import type { Machine } from "./machine.ts";
import { type Defects, invalidator, notifierMachine, reader } from "./notifier.ts";

/** Two threads map, again and again until nothing came in between; others invalidate. */
export function retryingReaders(invalidators: number, defects: Defects = {}): Machine {
  const first = Array.from({ length: invalidators }, (_, thread) => invalidator(thread));
  const readers = [invalidators, invalidators + 1];
  return notifierMachine([...first, ...readers.map((thread) => reader(thread, true, defects))], readers, false);
}
