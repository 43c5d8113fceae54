import { AFTER, idOf, pack, WRITE } from "../kernel/access.ts";
import type { Point, Wait } from "../kernel/point.ts";

/**
 * To be yielded where the conforming code is covered by a lock and the mutant is not: others may
 * come in between.
 */
export const UNCOVERED: Point = {
  access: pack(idOf("a gap of a mutant"), AFTER),
  wait: { kind: "other", name: "a gap" },
};

/** A wait that the conforming code does not have. */
export function until(wait: Wait, ready: () => boolean): Point {
  return { access: pack(idOf("a wait of a mutant"), WRITE), wait, ready };
}
