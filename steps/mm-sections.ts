import type { DataTable } from "@cucumber/cucumber";
import type { Event } from "../src/port/generated/protocol.ts";
import { Mismatch } from "../src/runner/mismatch.ts";
import { locksHeldAt } from "./mm-locks.ts";
import { expectSame } from "./observations.ts";
import { check } from "./vocabulary.ts";
import type { SpecWorld } from "./world.ts";

type Section = Extract<Event, { event: "section_start" | "section_end" }>;

function sections(events: readonly Event[], kind: Section["event"]): Section[] {
  return events.filter((event): event is Section => event.event === kind && "start" in event);
}

function isSame(one: Section, other: Section): boolean {
  return one.thread === other.thread && one.mm === other.mm && one.start === other.start && one.end === other.end;
}

/** How the section that began here ended: yes, no (still open), or failed. */
function outcomeOf(started: Section, events: readonly Event[]): string {
  let depth = 0;
  for (const event of events.slice(events.indexOf(started))) {
    if (!("start" in event) || !("mm" in event) || !isSame(event as Section, started)) continue;
    if (event.event === "section_start") depth += 1;
    if (event.event === "section_end") depth -= 1;
    if (depth === 0) return (event as Section).failed === true ? "failed" : "yes";
  }
  return "no";
}

const COLUMNS: Readonly<Record<string, (world: SpecWorld, section: Section) => string>> = {
  thread: (_, { thread }) => thread,
  mm: (_, { mm }) => mm,
  range: (world, { start, end }) => world.ranges.ofRange(start, end) ?? "",
  blockable: (_, { blockable }) => (blockable === undefined ? "" : blockable ? "yes" : "no"),
  event: (_, { kind }) => kind ?? "",
  owner: (_, { owner }) => owner ?? "",
  locks: (world, section) => locksHeldAt(world, section),
  ended: (world, section) => outcomeOf(section, world.history),
};

/** A cell may leave a choice: `vma_lock for read or mmap_lock for read`. */
function sayAsked(world: SpecWorld, columns: readonly string[], section: Section, asked: readonly string[]): string {
  const cells = columns.map((column, at) => {
    const seen = COLUMNS[column]?.(world, section) ?? `no column ${column}`;
    const wanted = asked[at] ?? "";
    return wanted.split(" or ").includes(seen) ? wanted : seen;
  });
  return cells.join(" | ");
}

function say(world: SpecWorld, columns: readonly string[], section: Section): string {
  return columns.map((column) => COLUMNS[column]?.(world, section) ?? `no column ${column}`).join(" | ");
}

check("the address space opened these sections in order:", function (table: DataTable) {
  const [columns = [], ...rows] = table.raw();
  for (const row of rows) this.range(row[columns.indexOf("range")] ?? "A");
  const seen = sections(this.window, "section_start").map((section, at) =>
    sayAsked(this, columns, section, rows[at] ?? []),
  );
  expectSame(rows.map((row) => row.join(" | ")).join("\n"), seen.length === 0 ? "no section" : seen.join("\n"));
});

check("the address space opened no section", function () {
  const seen = sections(this.window, "section_start").map((section) =>
    say(this, ["thread", "range", "event"], section),
  );
  if (seen.length > 0) throw new Mismatch("no section", seen.join("\n"));
});

check("every section of the address space has ended", function () {
  const open = sections(this.history, "section_start").filter((section) => outcomeOf(section, this.history) === "no");
  if (open.length === 0) return;
  throw new Mismatch(
    "every section has ended",
    open.map((one) => `still open: ${say(this, ["thread", "range"], one)}`).join("\n"),
  );
});
