import { idOf, pack, WRITE } from "../kernel/access.ts";
import type { Point, Wait } from "../kernel/point.ts";

/** A wait that the conforming code does not have. */
export function until(wait: Wait, ready: () => boolean): Point {
  return { access: pack(idOf("a wait of a mutant"), WRITE), wait, ready };
}
