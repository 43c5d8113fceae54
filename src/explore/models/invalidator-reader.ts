import type { Machine } from "./machine.ts";
import { type Defects, invalidator, notifierMachine, reader } from "./notifier.ts";

/** One thread invalidates while another maps. */
export function invalidatorReader(defects: Defects = {}): Machine {
  return notifierMachine([invalidator(0), reader(1, false, defects)], [1], false);
}
