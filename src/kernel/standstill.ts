import { sayWait } from "./say-point.ts";
import type { Scheduler } from "./scheduler.ts";
import type { KThread } from "./thread.ts";

/** Those whom a thread waits for. */
function holdersOf(thread: KThread): readonly KThread[] {
  return [...new Set(thread.point?.holders?.() ?? [])];
}

function sayHolders(thread: KThread, stuck: readonly KThread[]): string {
  const held = holdersOf(thread).map((holder) => {
    if (holder === thread) return `${holder.name} itself`;
    return stuck.includes(holder) ? holder.name : `${holder.name}, which has ended`;
  });
  const verb = thread.point?.wait.kind === "interval" ? "opened" : "held";
  return held.length === 0 ? "" : ` ${verb} by ${held.join(" and ")}`;
}

function sayThread(thread: KThread, stuck: readonly KThread[]): string {
  const { point } = thread;
  return `${thread.name} waits for ${point === undefined ? "nothing" : sayWait(point.wait)}${sayHolders(thread, stuck)}`;
}

/** True if following who waits for whom leads from the thread back to it. */
function isInCycle(thread: KThread): boolean {
  const seen = new Set<KThread>();
  const queue = [...holdersOf(thread)];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (next === thread) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    queue.push(...holdersOf(next));
  }
  return false;
}

/** More steps than a thread needs that only looks again whether it may go on. */
const STEPS = 1000;

/** True if a thread goes on once it looks again: what it waited for is there, and nobody told it. */
function goesOnIfWoken(thread: KThread, scheduler: Scheduler): boolean {
  const { point } = thread;
  if (point?.wake === undefined) return false;
  const { wait } = point;
  point.wake();
  for (let step = 0; step < STEPS && thread.runnable; step += 1) scheduler.step(thread);
  return thread.point?.wait !== wait;
}

/**
 * Why the threads of a world that stands still cannot go on, one verdict a line:
 * - deadlock: threads wait for one another in a circle;
 * - lost wake-up: what a thread waits for has come, and nobody woke it;
 * - starvation: what a thread waits for never comes, as those who could bring it have ended or are stuck.
 *
 * The world cannot be used afterwards: to find a lost wake-up, sleepers are woken.
 */
export function standstill(stuck: readonly KThread[], scheduler: Scheduler): string[] {
  const circle = stuck.filter(isInCycle);
  const rest = stuck.filter((thread) => !circle.includes(thread));
  const told = new Map(stuck.map((thread) => [thread, sayThread(thread, stuck)]));
  const deadlock = circle.length === 0 ? [] : [`deadlock: ${circle.map((thread) => told.get(thread)).join("; ")}`];
  const lines = rest.map((thread) => {
    if (!goesOnIfWoken(thread, scheduler)) return `starvation: ${told.get(thread)}`;
    return `lost wake-up: ${told.get(thread)}; it has come, and nobody woke ${thread.name}`;
  });
  return [...deadlock, ...lines];
}
