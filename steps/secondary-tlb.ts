import type { DataTable } from "@cucumber/cucumber";
import type { Event } from "../src/port/generated/protocol.ts";
import { Mismatch } from "../src/runner/mismatch.ts";
import { heldAt } from "./mm-locks.ts";
import { expectSame } from "./observations.ts";
import { check } from "./vocabulary.ts";
import type { SpecWorld } from "./world.ts";

interface Ranged {
  readonly start?: string;
  readonly end?: string;
}

function say(world: SpecWorld, events: readonly Ranged[]): string[] {
  return events.map(({ start, end }) => world.ranges.ofRange(start, end) ?? "no range");
}

function flushes(world: SpecWorld): Ranged[] {
  return world.window.filter((event) => event.event === "cpu_flush") as Ranged[];
}

function calls(world: SpecWorld, callback: string, subscriber?: string): (Event & Ranged)[] {
  return world.window.filter(
    (event): event is Event & Ranged =>
      event.event === "callback" &&
      "callback" in event &&
      event.callback === callback &&
      (subscriber === undefined || event.subscriber === subscriber),
  );
}

function sayLines(lines: readonly string[], nothing: string): string {
  return lines.length === 0 ? nothing : lines.join("\n");
}

check("the CPUs flushed these ranges in order:", function (table: DataTable) {
  const wanted = table.raw().map(([range = ""]) => range);
  for (const range of wanted) this.range(range);
  expectSame(sayLines(wanted, "no flush"), sayLines(say(this, flushes(this)), "no flush"));
});

check("the CPUs flushed nothing", function () {
  expectSame("no flush", sayLines(say(this, flushes(this)), "no flush"));
});

/** One to one: neither wider nor narrower, neither more nor less. */
check("{callback} of {string} was called exactly for what the CPUs flushed", function (callback, subscriber: string) {
  const flushed = say(this, flushes(this)).sort();
  if (flushed.length === 0) throw new Mismatch("the CPUs flush something", "they flushed nothing");
  expectSame(sayLines(flushed, "no call"), sayLines(say(this, calls(this, callback, subscriber)).sort(), "no call"));
});

/** Whatever the calls were, together they covered the range, and none was empty. */
check("{callback} of {string} covered {string}", function (callback, subscriber: string, range: string) {
  const { start, last } = this.range(range);
  const spans = calls(this, callback, subscriber)
    .map((call) => ({ from: BigInt(`0x${call.start}`), to: BigInt(`0x${call.end}`) }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  let reached = start;
  for (const { from, to } of spans) if (from <= reached && to > reached) reached = to;
  const seen = say(this, calls(this, callback, subscriber)).join(", ");
  if (reached <= last) throw new Mismatch(`${callback} covers ${range}`, seen === "" ? "it was not called" : seen);
});

check("no call of {callback} was about an empty range", function (callback: string) {
  const empty = calls(this, callback).filter(({ start, end }) => BigInt(`0x${start}`) >= BigInt(`0x${end}`));
  if (empty.length > 0) throw new Mismatch("start is below end", say(this, empty).join(", "));
});

check("{thread} held {word} in every {callback}", function (thread: string, lock: string, callback: string) {
  const seen = heldAt(
    this,
    thread,
    (event) => event.event === "callback" && "callback" in event && event.callback === callback,
  );
  if (seen.length === 0) throw new Mismatch(`${thread} calls ${callback}`, "it did not");
  const bare = seen.find((held) => !held.includes(lock));
  if (bare !== undefined) throw new Mismatch(`${lock} is held`, `held: ${bare.join(", ") || "nothing"}`);
});

/** Whoever walks the CPUs' tables must forget at least what they forget, and before the page may be used anew. */
check("every flush of the CPUs was followed by {callback} of {string} over its range", function (callback, subscriber) {
  const flushed = flushes(this) as (Event & Ranged)[];
  if (flushed.length === 0) throw new Mismatch("the CPUs flush something", "they flushed nothing");
  for (const flush of flushed) {
    const later = this.window.slice(this.window.indexOf(flush));
    const free = later.findIndex(({ event }) => event === "page_free");
    const inTime = new Set<unknown>(free < 0 ? later : later.slice(0, free));
    const covers = ({ start, end }: Ranged) =>
      BigInt(`0x${start}`) <= BigInt(`0x${flush.start}`) && BigInt(`0x${end}`) >= BigInt(`0x${flush.end}`);
    const told = calls(this, callback, subscriber).some((call) => inTime.has(call) && covers(call));
    if (!told) throw new Mismatch(`${callback} after the flush of ${say(this, [flush])}`, "there was none in time");
  }
});

check("{thread} held {word} in some {callback}", function (thread: string, lock: string, callback: string) {
  const seen = heldAt(
    this,
    thread,
    (event) => event.event === "callback" && "callback" in event && event.callback === callback,
  );
  if (!seen.some((held) => held.includes(lock))) {
    throw new Mismatch(`${callback} under ${lock}`, seen.length === 0 ? "it was not called" : "without it each time");
  }
});
