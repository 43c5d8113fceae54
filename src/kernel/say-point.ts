import { ACQUIRE, AFTER, modeOf, nameOf, objectOf, READ } from "./access.ts";
import type { Point, Wait } from "./point.ts";

const WAITS: Readonly<Partial<Record<Wait["kind"], string>>> = {
  interval: "the end of a section",
  grace_period: "the end of a grace period",
};

/** What a thread waits for, for people. */
export function sayWait({ kind, name }: Wait): string {
  const words = WAITS[kind];
  if (words !== undefined) return words;
  if (name === undefined || name === kind) return kind;
  return kind === "other" ? name : `${kind} ${name}`;
}

/** What a thread that stands at a point is about to do, for people; empty where there is nothing to say of it. */
export function sayPoint({ access, wait }: Point): string {
  const mode = modeOf(access);
  if (mode === ACQUIRE) return `about to take ${wait.kind === "other" ? `the lock ${wait.name}` : sayWait(wait)}`;
  if (mode === AFTER) return "";
  return `about to ${mode === READ ? "look at" : "change"} ${nameOf(objectOf(access))}`;
}
