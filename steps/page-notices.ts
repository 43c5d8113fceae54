import type { Event, TableEntry } from "../src/port/generated/protocol.ts";
import { Mismatch } from "../src/runner/mismatch.ts";
import { expectSame } from "./observations.ts";
import { check } from "./vocabulary.ts";
import type { SpecWorld } from "./world.ts";

type Enter = Extract<Event, { event: "callback" }>;

function told(world: SpecWorld, subscriber: string): Enter {
  const seen = world.window.findLast(
    (event): event is Enter =>
      event.event === "callback" && event.subscriber === subscriber && event.callback === "change_pte",
  );
  if (seen === undefined) throw new Mismatch(`change_pte of ${subscriber} is called`, "it was not called");
  return seen;
}

async function entriesOf(world: SpecWorld, of: "page_table" | "secondary", name: string): Promise<TableEntry[]> {
  const answer = await world.request("query", of === "secondary" ? { of, subscriber: name } : { of, mm: name });
  return "entries" in answer ? answer.entries : [];
}

async function entryAt(world: SpecWorld, of: "page_table" | "secondary", name: string, at: string) {
  const address = world.range(at).start.toString(16);
  return (await entriesOf(world, of, name)).find((entry) => entry.address === address);
}

/** The new entry as change_pte was told of it is the one that the page table has. */
check(
  /^change_pte of "([^"]*)" was told what "([^"]*)" maps at "([^"]*)"$/,
  async function (subscriber: string, mm: string, at: string) {
    const { page, write } = told(this, subscriber);
    const own = await entryAt(this, "page_table", mm, at);
    const say = (name: unknown, writable: unknown) => `${name ?? "nothing"}${writable === true ? " to write" : ""}`;
    expectSame(say(own?.page, own?.write), say(page, write));
  },
);

/** What a device must not do in general, and may within a window that a profile allows. */
check(
  /^the device "([^"]*)" maps another page than "([^"]*)" at "([^"]*)"$/,
  async function (device: string, mm: string, at: string) {
    const own = await entryAt(this, "page_table", mm, at);
    const seen = await entryAt(this, "secondary", device, at);
    if (seen === undefined) throw new Mismatch(`${device} maps a page at ${at}`, "it maps nothing");
    if (seen.page === own?.page) throw new Mismatch(`another page than ${own.page}`, `${device} maps ${seen.page}`);
  },
);
