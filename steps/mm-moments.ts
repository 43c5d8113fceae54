import type { Event } from "../src/port/generated/protocol.ts";
import { addMoment } from "./order.ts";
import type { SpecWorld } from "./world.ts";

function isAt(world: SpecWorld, event: Event, range: string): boolean {
  return "address" in event && event.address === world.range(range).start.toString(16);
}

function inThread(event: Event, thread: string | undefined): boolean {
  return thread === undefined || event.thread === thread;
}

/** `a page free in T1`: events that say no more than that they happened. */
const PLAIN: Readonly<Record<string, Event["event"]>> = {
  "a section start": "section_start",
  "a section end": "section_end",
  "a page-table change": "pte",
  "a CPU flush": "cpu_flush",
  "a page free": "page_free",
  "a dirty report": "page_dirty",
  "a page reference dropped": "page_put",
  "a page reference taken": "page_get",
};

for (const [words, kind] of Object.entries(PLAIN)) {
  addMoment(
    new RegExp(`^${words}(?: in (T\\d))?$`),
    (event, [thread]) => event.event === kind && inThread(event, thread),
  );
}

addMoment(
  /^the entry at "([^"]*)" being (cleared|set)(?: in (T\d))?$/,
  (event, [at = "", how, thread], world) =>
    event.event === "pte" &&
    "to" in event &&
    isAt(world, event, at) &&
    inThread(event, thread) &&
    (event.to === "none") === (how === "cleared"),
);

addMoment(
  /^the entry of "([^"]*)" at "([^"]*)" (coming|going)$/,
  (event, [device, at = "", how], world) =>
    event.event === "secondary" &&
    event.subscriber === device &&
    isAt(world, event, at) &&
    (event.page === "none") === (how === "going"),
);
