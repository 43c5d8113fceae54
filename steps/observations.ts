import type { DataTable } from "@cucumber/cucumber";
import type { Event } from "../src/port/generated/protocol.ts";
import { Mismatch } from "../src/runner/mismatch.ts";
import { sayValue } from "../src/runner/say-value.ts";
import type { Times } from "./parameter-types.ts";
import { check } from "./vocabulary.ts";
import type { SpecWorld } from "./world.ts";

type Enter = Extract<Event, { event: "callback" }>;

/** Throws unless what was seen is what was expected; both in words. */
export function expectSame(expected: string, observed: string): void {
  if (expected !== observed) throw new Mismatch(expected, observed);
}

function entries(events: readonly Event[]): Enter[] {
  return events.filter((event): event is Enter => event.event === "callback" && !("result" in event));
}

function callsOf(events: readonly Event[], callback: string, subscriber: string, thread?: string): Enter[] {
  return entries(events).filter(
    (event) =>
      event.callback === callback &&
      event.subscriber === subscriber &&
      (thread === undefined || event.thread === thread),
  );
}

function expectTimes(what: string, times: Times, seen: number): void {
  if (seen >= times.least && seen <= times.most) return;
  const wanted = times.most === 0 ? `${what} is not called` : `${what} is called ${times.words}`;
  throw new Mismatch(wanted, `it was ${{ 0: "not called", 1: "called once" }[seen] ?? `called ${seen} times`}`);
}

check("{callback} of {string} was called {times}", function (callback: string, subscriber: string, times: Times) {
  expectTimes(`${callback} of ${subscriber}`, times, callsOf(this.window, callback, subscriber).length);
});

check("{callback} of {string} was not called", function (callback: string, subscriber: string) {
  const never: Times = { words: "never", least: 0, most: 0 };
  expectTimes(`${callback} of ${subscriber}`, never, callsOf(this.window, callback, subscriber).length);
});

check("{callback} of {string} was called {times} in {thread}", function (callback, subscriber, times: Times, thread) {
  const seen = callsOf(this.window, callback, subscriber, thread).length;
  expectTimes(`${callback} of ${subscriber} in ${thread}`, times, seen);
});

check("{callback} of {string} was called {times} in all", function (callback, subscriber, times: Times) {
  const seen = callsOf(this.history, callback, subscriber).length;
  expectTimes(`${callback} of ${subscriber} in all`, times, seen);
});

check("no callback was called", function () {
  const seen = entries(this.window).map(({ subscriber, callback }) => `${callback} of ${subscriber}`);
  if (seen.length > 0) throw new Mismatch("no callback is called", seen.join(", "));
});

check("{int} callback(s) was/were called", function (wanted: number) {
  const seen = entries(this.window).map(({ subscriber, callback }) => `${callback} of ${subscriber}`);
  if (seen.length !== wanted)
    throw new Mismatch(`${wanted} callbacks are called`, `${seen.length}: ${seen.join(", ")}`);
});

/** The columns that a callback table can have. */
const COLUMNS: Readonly<Record<string, (world: SpecWorld, event: Enter, events: readonly Event[]) => string>> = {
  thread: (_, event) => event.thread,
  subscriber: (_, event) => event.subscriber,
  callback: (_, event) => event.callback,
  mm: (_, event) => event.mm ?? "",
  range: (world, event) => world.ranges.ofRange(event.start, event.end) ?? "",
  blockable: (_, event) => (event.blockable === undefined ? "" : event.blockable ? "yes" : "no"),
  event: (_, event) => event.kind ?? "",
  address: (world, event) => world.ranges.ofAddress(event.address),
  access: (_, event) => (event.write === undefined ? "" : event.write ? "write" : "read"),
  owner: (_, event) => event.owner ?? "",
  result: (_, event, events) => sayValue(resultOf(event, events)),
};

/** The result of the call that this entry began: the next exit of that callback in that thread. */
function resultOf(event: Enter, events: readonly Event[]): unknown {
  const from = events.indexOf(event);
  const exit = events.slice(from).find((other) => isExitOf(event, other));
  return exit !== undefined && "result" in exit ? exit.result : "still running";
}

function isExitOf(enter: Enter, event: Event): boolean {
  return (
    event.event === "callback_exit" &&
    "callback" in event &&
    event.thread === enter.thread &&
    event.subscriber === enter.subscriber &&
    event.callback === enter.callback
  );
}

function rowsOf(world: SpecWorld, columns: readonly string[], seen: readonly Enter[]): string[] {
  return seen.map((event) =>
    columns
      .map((column) => {
        const read = COLUMNS[column];
        if (read === undefined) throw new Error(`there is no column "${column}"`);
        return read(world, event, world.history);
      })
      .join(" | "),
  );
}

function compareTable(world: SpecWorld, table: DataTable, seen: readonly Enter[], ordered: boolean): void {
  const [columns = [], ...rows] = table.raw();
  const expected = rows.map((row) => row.join(" | "));
  const observed = rowsOf(world, columns, seen);
  const say = (lines: string[]) =>
    lines.length === 0 ? "no callback" : (ordered ? lines : [...lines].sort()).join("\n");
  expectSame(say(expected), say(observed));
}

check("these callbacks were called:", function (table: DataTable) {
  compareTable(this, table, entries(this.window), false);
});

check("{thread} called these callbacks in order:", function (thread: string, table: DataTable) {
  compareTable(
    this,
    table,
    entries(this.window).filter((event) => event.thread === thread),
    true,
  );
});

check("these callbacks of {string} were called in order:", function (subscriber: string, table: DataTable) {
  compareTable(
    this,
    table,
    entries(this.window).filter((event) => event.subscriber === subscriber),
    true,
  );
});

check("{thread} is blocked", function (thread: string) {
  if (!this.isBlocked(thread)) throw new Mismatch(`${thread} is blocked`, sayThread(this, thread));
});

check("{thread} is blocked on {}", function (thread: string, on: string) {
  expectSame(`blocked on ${on.replaceAll('"', "")}`, this.sayBlocked(thread));
});

check("{thread} is not blocked", function (thread: string) {
  if (this.isBlocked(thread)) throw new Mismatch(`${thread} is not blocked`, `${thread} is ${this.sayBlocked(thread)}`);
});

function sayThread(world: SpecWorld, thread: string): string {
  if (world.isBlocked(thread)) return `${thread} is ${world.sayBlocked(thread)}`;
  const returned = world.returned(thread);
  return returned === undefined ? `${thread} did not return` : `${thread} returned ${sayValue(returned.result)}`;
}

check("{thread} returned", function (thread: string) {
  if (this.isBlocked(thread) || this.returned(thread) === undefined) {
    throw new Mismatch(`${thread} returned`, sayThread(this, thread));
  }
});

check("{thread} returned {value}", function (thread: string, value: string) {
  expectSame(`${thread} returned ${value}`, sayThread(this, thread));
});

check("{string} called inside a callback returned {value}", function (op: string, value: string) {
  const seen = this.window.filter((event) => event.event === "return" && event.nested === true && event.op === op);
  const say = seen.map((event) => (event.event === "return" ? sayValue(event.result) : "")).join(", ");
  expectSame(`${op} returned ${value}`, `${op} returned ${say === "" ? "not at all" : say}`);
});

function countOf(events: readonly Event[], kind: Event["event"]): number {
  return events.filter((event) => event.event === kind).length;
}

function textsOf(events: readonly Event[], kind: Event["event"]): string {
  const texts = events.flatMap((event) => (event.event === kind && "text" in event ? [event.text] : []));
  return texts.length === 0 ? "none" : texts.join("; ");
}

type Told = "warning" | "message";

function sayCount(count: number, events: readonly Event[], kind: Told): string {
  if (count === 0) return `no ${kind}`;
  return `${count} ${kind}${count === 1 ? "" : "s"}: ${textsOf(events, kind)}`;
}

function compareCount(count: string, kind: Told, events: readonly Event[], where = ""): void {
  const seen = countOf(events, kind);
  const wanted = { no: 0, a: 1, an: 1 }[count] ?? Number(count);
  const right = count === "at least one" ? seen >= 1 : seen === wanted;
  const many = wanted > 1 ? "s" : "";
  if (!right) throw new Mismatch(`${count} ${kind}${many}${where}`, sayCount(seen, events, kind));
}

check(/^there (?:is|are) (no|a|an|\d+|at least one) (warning|message)s?$/, function (count: string, kind: Told) {
  compareCount(count, kind, this.window);
});

check(/^there (?:is|are) (no|a|an|\d+|at least one) (warning|message)s? in all$/, function (count: string, kind: Told) {
  compareCount(count, kind, this.history, " in all");
});

check("a message names {string}, {word} and {string}", function (who: string, code: string, context: string) {
  const texts = this.window.flatMap((event) => (event.event === "message" ? [event.text] : []));
  const contexts = context === "blockable" ? /(?<!non-)blockable/ : new RegExp(context);
  const codes = new RegExp(`\\b${code}\\b|-11\\b`);
  const named = texts.some((text) => text.includes(who) && codes.test(text) && contexts.test(text));
  if (!named) throw new Mismatch(`a message with ${who}, ${code} and ${context}`, texts.join("; ") || "no message");
});

check("the world ends with a fatal check", function () {
  if (countOf(this.history, "fatal") === 0) throw new Mismatch("a fatal check", "the world goes on");
});

check("there is no fatal check", function () {
  if (countOf(this.history, "fatal") > 0) throw new Mismatch("no fatal check", textsOf(this.history, "fatal"));
});

check("lockdep reports a cycle", function () {
  if (countOf(this.window, "lockdep") === 0) throw new Mismatch("lockdep reports a cycle", "no report");
});

check("lockdep reports nothing", function () {
  if (countOf(this.history, "lockdep") > 0) throw new Mismatch("no lockdep report", textsOf(this.history, "lockdep"));
});
