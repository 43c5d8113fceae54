import type { Event } from "../src/port/generated/protocol.ts";
import { Mismatch } from "../src/runner/mismatch.ts";
import { placesOf } from "./order.ts";
import { check } from "./vocabulary.ts";
import type { SpecWorld } from "./world.ts";

/** Replays the lock events: what the thread held at each event of interest. */
export function heldAt(world: SpecWorld, thread: string, isOfInterest: (event: Event) => boolean): string[][] {
  const held: string[] = [];
  const found: string[][] = [];
  for (const event of world.history) {
    if (event.thread !== thread) continue;
    if (event.event === "lock" && "lock" in event) held.push(event.lock);
    if (event.event === "unlock" && "lock" in event) held.splice(held.lastIndexOf(event.lock), 1);
    if (isOfInterest(event)) found.push([...held]);
  }
  return found;
}

/** Locks of the notifiers themselves say nothing about an operation. */
const OWN: readonly string[] = ["subscriptions"];

/** What the thread of an event held when it happened: `mmap_lock for read, page_lock`, in the order taken. */
export function locksHeldAt(world: SpecWorld, at: Event): string {
  const held: { lock: string; said: string }[] = [];
  for (const event of world.history.slice(0, world.history.indexOf(at))) {
    if (event.thread !== at.thread || !("lock" in event) || OWN.includes(event.lock)) continue;
    if (event.event === "unlock")
      held.splice(
        held.findLastIndex(({ lock }) => lock === event.lock),
        1,
      );
    else held.push({ lock: event.lock, said: sayLock(event) });
  }
  return held.length === 0 ? "none" : held.map(({ said }) => said).join(", ");
}

function sayLock({ lock, mode }: { readonly lock: string; readonly mode?: string }): string {
  return mode === undefined ? lock : `${lock} for ${mode}`;
}

function isRangeCallback(event: Event): boolean {
  return event.event === "callback" && "callback" in event && /^(invalidate|invalidate_range_)/.test(event.callback);
}

check("{thread} held {} at every start of a section", function (thread: string, locks: string) {
  const wanted = locks.split(" or ");
  const seen = heldAt(this, thread, (event) => event.event === "section_start");
  if (seen.length === 0) throw new Mismatch(`${thread} starts a section`, "it started none");
  const bare = seen.find((held) => !held.some((lock) => wanted.includes(lock)));
  if (bare !== undefined) throw new Mismatch(`${locks} is held`, `held: ${bare.join(", ") || "nothing"}`);
});

/** `at a DMA unmap of "M" in T1 umem_rwsem was held`: by the thread of each such moment. */
check(/^at (.+) (\w+) was (not )?held$/, function (moment: string, lock: string, not: string | null) {
  const places = placesOf(this, moment);
  if (places.length === 0) throw new Mismatch(moment, "it has not happened");
  for (const place of places) {
    const event = this.history[place];
    if (event?.thread === undefined) continue;
    const [held = []] = heldAt(this, event.thread, (other) => other === event);
    if (held.includes(lock) === (not === null)) continue;
    throw new Mismatch(`${lock} is ${not ?? ""}held`, `held: ${held.join(", ") || "nothing"}`);
  }
});

check("{thread} held no {word} in any range callback", function (thread: string, lock: string) {
  const seen = heldAt(this, thread, isRangeCallback);
  if (seen.length === 0) throw new Mismatch(`${thread} calls a range callback`, "it called none");
  if (seen.some((held) => held.includes(lock))) throw new Mismatch(`${lock} is not held`, `${lock} is held`);
});
