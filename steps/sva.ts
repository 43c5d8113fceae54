import type { DataTable } from "@cucumber/cucumber";
import type { Event } from "../src/port/generated/protocol.ts";
import { Mismatch } from "../src/runner/mismatch.ts";
import { heldAt } from "./mm-locks.ts";
import { expectSame } from "./observations.ts";
import { addMoment } from "./order.ts";
import { prepared } from "./prepared.ts";
import { check, setup } from "./vocabulary.ts";
import type { SpecWorld } from "./world.ts";

type Command = Extract<Event, { event: "command" }>;

setup(
  /^the (SMMU|VT-d|AMD|OpenCAPI) device "([^"]*)" of the domain "([^"]*)"(?: with (.+))?$/,
  async function (kind: string, device: string, domain: string, traits: string | null) {
    const having = traits === null ? "" : ` with "${traits}"`;
    await prepared(this, "T9", `make the ${kind} device "${device}" of "${domain}"${having}`);
  },
);

setup(/^the device "([^"]*)" is bound(?: to "([^"]*)")?$/, async function (device: string, mm: string | null) {
  await prepared(this, "T9", `sva_bind "${device}"${mm === null ? "" : ` on "${mm}"`}`);
});

/** Accesses that fault are tried again, as the device would. */
const ATTEMPTS = 3;

setup(/^the device "([^"]*)" has (read|written) "([^"]*)"$/, async function (device: string, how: string, at: string) {
  const phrase = `device_${how === "read" ? "read" : "write"} "${device}" at "${at}"`;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    if ((await prepared(this, "T9", phrase)) === "done") return;
  }
  throw new Mismatch(`${phrase} reaches the page`, `not in ${ATTEMPTS} attempts`);
});

/** Write-protected entries of a VMA that permits writing: what a fork leaves behind. */
setup(/^the entries of "([^"]*)" are left read-only by a fork$/, async function (range: string) {
  await prepared(this, "T9", 'fork "child"');
  await prepared(this, "T9", 'exit on "child"');
  this.range(range);
});

function commands(events: readonly Event[], thread?: string): Command[] {
  return events.filter(
    (event): event is Command =>
      event.event === "command" && "command" in event && (thread === undefined || event.thread === thread),
  );
}

const COLUMNS: Readonly<Record<string, (world: SpecWorld, command: Command) => string>> = {
  thread: (_, { thread }) => thread,
  of: (_, { subscriber }) => subscriber,
  command: (_, { command }) => command,
  range: (world, { start, end }) => world.ranges.ofRange(start, end) ?? "",
  count: (_, { count }) => (count === undefined ? "" : String(count)),
  context: (_, { context }) => context ?? "",
};

function say(world: SpecWorld, columns: readonly string[], seen: readonly Command[]): string {
  const lines = seen.map((command) =>
    columns.map((column) => COLUMNS[column]?.(world, command) ?? `no column ${column}`).join(" | "),
  );
  return lines.length === 0 ? "no command" : lines.join("\n");
}

function compare(world: SpecWorld, table: DataTable, seen: readonly Command[]): void {
  const [columns = [], ...rows] = table.raw();
  for (const row of rows) {
    const range = row[columns.indexOf("range")] ?? "";
    if (range !== "") world.range(range);
  }
  expectSame(rows.map((row) => row.join(" | ")).join("\n"), say(world, columns, seen));
}

check("these commands were given in order:", function (table: DataTable) {
  compare(this, table, commands(this.window));
});

check("{thread} gave these commands in order:", function (thread: string, table: DataTable) {
  compare(this, table, commands(this.window, thread));
});

check("no command was given", function () {
  const seen = commands(this.window);
  if (seen.length > 0) throw new Mismatch("no command", say(this, ["thread", "of", "command", "range"], seen));
});

check(/^the command (\w+) of "([^"]*)" was given (\d+) times?$/, function (command: string, of: string, times: string) {
  const seen = commands(this.window).filter((one) => one.command === command && one.subscriber === of);
  expectSame(`${times} times`, `${seen.length} times`);
});

addMoment(
  /^the command (\w+) of "([^"]*)"(?: in (T\d))?$/,
  (event, [command, of, thread]) =>
    event.event === "command" &&
    "command" in event &&
    event.command === command &&
    event.subscriber === of &&
    (thread === undefined || event.thread === thread),
);

/** The flags of one entry of the page table, in words. */
async function flagsAt(world: SpecWorld, at: string): Promise<string> {
  const { start } = world.range(at);
  const answer = await world.request("query", { of: "page_table", mm: "mm" });
  const entries = "entries" in answer ? answer.entries : [];
  const found = entries.find(({ address, length = "1000" }) => {
    const from = BigInt(`0x${address}`);
    return from <= start && start < from + BigInt(`0x${length}`);
  });
  if (found === undefined) return "absent";
  const { write, young, dirty } = found;
  return `${write ? "writable" : "read-only"}, ${young === true ? "young" : "old"} and ${dirty === true ? "dirty" : "clean"}`;
}

check(
  /^the entry at "([^"]*)" is ((?:read-only|writable), (?:young|old) and (?:dirty|clean))$/,
  async function (at: string, flags: string) {
    expectSame(flags, await flagsAt(this, at));
  },
);

check(
  /^every entry of "([^"]*)" is ((?:read-only|writable), (?:young|old) and (?:dirty|clean))$/,
  async function (range: string, flags: string) {
    const { start, last } = this.range(range);
    for (let page = 0; start + BigInt(page) * 0x1000n <= last; page += 1) {
      expectSame(`${range}.${page}: ${flags}`, `${range}.${page}: ${await flagsAt(this, `${range}.${page}`)}`);
    }
  },
);

check(/^the context of "([^"]*)" is (none|valid|quiet)$/, function (of: string, wanted: string) {
  const last = commands(this.history).findLast((one) => one.command === "context" && one.subscriber === of);
  expectSame(`the context of ${of} is ${wanted}`, `the context of ${of} is ${last?.context ?? "none"}`);
});

/** Break before make: the entry went, then the flush, then the entry was set anew. */
check(/^the CPUs flushed "([^"]*)" while the entry was not present$/, function (at: string) {
  const { start, last } = this.range(at);
  const [from, to] = [start.toString(16), (last + 1n).toString(16)];
  const events = this.window.flatMap((event) => {
    if (event.event === "pte" && "to" in event && event.address === from)
      return event.to === "none" ? "cleared" : "set";
    return event.event === "cpu_flush" && event.start === from && event.end === to ? "flushed" : [];
  });
  expectSame("cleared, flushed, set", events.join(", "));
});

check("{thread} held no {word} in any {callback}", function (thread: string, lock: string, callback: string) {
  const isCall = (event: Event) => event.event === "callback" && "callback" in event && event.callback === callback;
  const seen = heldAt(this, thread, isCall);
  if (seen.length === 0) throw new Mismatch(`${thread} calls ${callback}`, "it did not");
  if (seen.some((held) => held.includes(lock))) throw new Mismatch(`${lock} is not held`, `${lock} is held`);
});
