import { AFTER, idOf, pack } from "../kernel/access.ts";
import type { Point } from "../kernel/point.ts";

/** Between two steps that the conforming code takes in one: anybody may go on here. */
export const pause: Point = {
  access: pack(idOf("between two steps of a mutant"), AFTER),
  wait: { kind: "other", name: "nothing" },
};
