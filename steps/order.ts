import type { Event } from "../src/port/generated/protocol.ts";
import { Mismatch } from "../src/runner/mismatch.ts";
import { check } from "./vocabulary.ts";
import type { SpecWorld } from "./world.ts";

type Finder = (event: Event, words: readonly string[], world: SpecWorld) => boolean;

/** Moments of a scenario that an order can be asked of. */
const MOMENTS: readonly { readonly says: RegExp; readonly is: Finder }[] = [
  {
    says: /^the end of (\w+) of "([^"]*)"(?: in (T\d))?$/,
    is: (event, [callback, subscriber, thread]) =>
      event.event === "callback_exit" &&
      "callback" in event &&
      event.callback === callback &&
      event.subscriber === subscriber &&
      (thread === undefined || event.thread === thread),
  },
  {
    says: /^(\w+) of "([^"]*)"(?: in (T\d))?(?: for (\w+))?$/,
    is: (event, [callback, subscriber, thread, kind]) =>
      event.event === "callback" &&
      "callback" in event &&
      !("result" in event) &&
      event.callback === callback &&
      event.subscriber === subscriber &&
      (thread === undefined || event.thread === thread) &&
      (kind === undefined || event.kind === kind),
  },
  {
    says: /^the return of (\w+) in (T\d)$/,
    is: (event, [op, thread]) => event.event === "return" && event.op === op && event.thread === thread,
  },
  {
    says: /^the return of (\w+) inside a callback$/,
    is: (event, [op]) => event.event === "return" && event.op === op && event.nested === true,
  },
  {
    says: /^the return of (T\d)$/,
    is: (event, [thread]) => event.event === "return" && event.thread === thread && event.nested !== true,
  },
  { says: /^the structure of "([^"]*)" is freed$/, is: (event, [mm]) => event.event === "mm_free" && event.mm === mm },
];

/** Adds a moment to the table. */
export function addMoment(says: RegExp, is: Finder): void {
  (MOMENTS as { says: RegExp; is: Finder }[]).push({ says, is });
}

/** Where in the history the moment is. */
export function placesOf(world: SpecWorld, words: string): number[] {
  for (const { says, is } of MOMENTS) {
    const match = says.exec(words);
    if (match === null) continue;
    return world.history.flatMap((event, at) => (is(event, match.slice(1), world) ? [at] : []));
  }
  throw new Error(`not a moment: ${words}`);
}

/** Every occurrence of the first comes before every occurrence of the second; both must have happened. */
check(/^(.+) comes before (.+)$/, function (first: string, second: string) {
  const [before, after] = [placesOf(this, first), placesOf(this, second)];
  const missing = before.length === 0 ? first : after.length === 0 ? second : undefined;
  if (missing !== undefined) throw new Mismatch(`${first} comes before ${second}`, `there was no ${missing}`);
  if (Math.max(...before) >= Math.min(...after))
    throw new Mismatch(`${first} comes before ${second}`, "it came after it");
});

check(/^(.+) has happened$/, function (moment: string) {
  if (placesOf(this, moment).length === 0) throw new Mismatch(moment, "it has not happened");
});

check(/^(.+) has not happened$/, function (moment: string) {
  if (placesOf(this, moment).length > 0) throw new Mismatch(`not yet: ${moment}`, "it has happened");
});
