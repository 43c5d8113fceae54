import type { Event, TableAnswer, TableEntry } from "../src/port/generated/protocol.ts";
import { Mismatch } from "../src/runner/mismatch.ts";
import { expectSame } from "./observations.ts";
import { takenAway } from "./taken-away.ts";
import { check } from "./vocabulary.ts";
import type { SpecWorld } from "./world.ts";

const PAGE = 0x1000n;

async function table(world: SpecWorld, of: "secondary" | "page_table", name: string): Promise<TableEntry[]> {
  const params = of === "secondary" ? { of, subscriber: name } : { of, mm: name };
  const answer = await world.request("query", params);
  if (!("entries" in answer)) throw new Error("the query of a table was answered with something else");
  return (answer as TableAnswer).entries;
}

function spanOf({ address, length }: TableEntry): { start: bigint; end: bigint } {
  const start = BigInt(`0x${address}`);
  return { start, end: start + (length === undefined ? PAGE : BigInt(`0x${length}`)) };
}

/** The entries that map a part of the named range. */
async function within(world: SpecWorld, of: "secondary" | "page_table", name: string, range: string) {
  const { start, last } = world.range(range);
  return (await table(world, of, name)).filter((entry) => spanOf(entry).start <= last && spanOf(entry).end > start);
}

function say(what: string, entries: readonly TableEntry[]): string {
  if (entries.length === 0) return `${what} maps nothing`;
  return entries
    .map(({ address, page, write }) => `${what} maps ${page} at ${address}${write ? " to write" : ""}`)
    .join("\n");
}

check(/^the device "([^"]*)" maps nothing in "([^"]*)"$/, async function (device: string, range: string) {
  expectSame(`${device} maps nothing`, say(device, await within(this, "secondary", device, range)));
});

check(/^the device "([^"]*)" may not write in "([^"]*)"$/, async function (device: string, range: string) {
  const writable = (await within(this, "secondary", device, range)).filter(({ write }) => write);
  if (writable.length > 0) throw new Mismatch(`${device} may not write`, say(device, writable));
});

check(/^the device "([^"]*)" may write at "([^"]*)"$/, async function (device: string, range: string) {
  const [seen] = await within(this, "secondary", device, range);
  if (seen?.write !== true) throw new Mismatch(`${device} may write`, say(device, seen === undefined ? [] : [seen]));
});

/** The same page as the page table, and no permission that it lacks. */
check(
  /^the device "([^"]*)" maps what "([^"]*)" maps at "([^"]*)"$/,
  async function (device: string, mm: string, at: string) {
    const [own] = await within(this, "page_table", mm, at);
    const [seen] = await within(this, "secondary", device, at);
    expectSame(`${own?.page ?? "nothing"} at ${at}`, `${seen?.page ?? "nothing"} at ${at}`);
    if (own === undefined) throw new Mismatch(`${mm} maps something at ${at}`, "it maps nothing");
  },
);

check(/^nothing is mapped in "([^"]*)"(?: of "([^"]*)")?$/, async function (range: string, mm: string | null) {
  const name = mm ?? "mm";
  expectSame(`${name} maps nothing`, say(name, await within(this, "page_table", name, range)));
});

check(/^every page of "([^"]*)" is mapped(?: in "([^"]*)")?$/, async function (range: string, mm: string | null) {
  const { start, last } = this.range(range);
  const entries = await within(this, "page_table", mm ?? "mm", range);
  for (let at = start; at <= last; at += PAGE) {
    const covered = entries.some((entry) => spanOf(entry).start <= at && at < spanOf(entry).end);
    if (!covered) throw new Mismatch(`every page of ${range} is mapped`, `there is none at ${at.toString(16)}`);
  }
});

check(
  /^"([^"]*)" and "([^"]*)" map different pages at "([^"]*)"$/,
  async function (one: string, other: string, at: string) {
    const [first] = await within(this, "page_table", one, at);
    const [second] = await within(this, "page_table", other, at);
    if (first === undefined || second === undefined) throw new Mismatch(`both map ${at}`, "one of them maps nothing");
    if (first.page === second.page) throw new Mismatch("different pages", `both map ${first.page}`);
  },
);

function countIn(world: SpecWorld, kind: Event["event"], thread?: string): number {
  return world.window.filter((event) => event.event === kind && (thread === undefined || event.thread === thread))
    .length;
}

check("{thread} changed no page-table entry", function (thread: string) {
  expectSame("0 changes", `${countIn(this, "pte", thread)} changes`);
});

check("{thread} changed a page-table entry", function (thread: string) {
  if (countIn(this, "pte", thread) === 0) throw new Mismatch("a change of the page table", "there was none");
});

check("whatever {thread} took away lay in a section that it had open", function (thread: string) {
  const shown = new Set<Event>(this.window);
  const taken = takenAway(this.history, thread).filter(({ change }) => shown.has(change));
  if (taken.length === 0) throw new Mismatch(`${thread} takes an entry or a right away`, "it took none");
  const bare = taken.find(({ covered }) => !covered)?.change;
  if (bare === undefined) return;
  throw new Mismatch("a section covers the change", `none covers that of ${bare.from} at ${bare.address}`);
});

check("{thread} freed no page", function (thread: string) {
  expectSame("0 pages", `${countIn(this, "page_free", thread)} pages`);
});

check(/^(T\d) freed (\d+) pages?$/, function (thread: string, count: string) {
  expectSame(`${count} pages`, `${countIn(this, "page_free", thread)} pages`);
});
