import type { DataTable } from "@cucumber/cucumber";
import type { ScriptParams, ScriptStep } from "../src/port/generated/protocol.ts";
import { prepared } from "./prepared.ts";
import { parseRange } from "./ranges.ts";
import { readScriptStep, standardSteps } from "./script-steps.ts";
import { setup } from "./vocabulary.ts";
import type { SpecWorld } from "./world.ts";

const PAIR = ["invalidate_range_start", "invalidate_range_end", "release"];
const TABLE = [...PAIR, "alloc_notifier", "free_notifier"];

function words(list: string): string[] {
  return list.split(/, | and /).map((word) => word.trim());
}

async function script(world: SpecWorld, params: ScriptParams): Promise<void> {
  world.held.addGates(params.steps);
  await world.request("script", params);
}

setup("the ranges", function (table: DataTable) {
  for (const [name = "", text = ""] of table.raw()) this.ranges.add(name, parseRange(text));
});

/** The world was made with it; an architecture that nobody knows was not heard then. */
setup(/^the architecture is (\S+)$/, function (arch: string) {
  if (this.arch !== arch) throw new Error(`no architecture is called ${arch}`);
});

setup("the address space {string}", async function (name: string) {
  await prepared(this, "T9", `make an address space on "${name}"`);
});

setup("the list subscriber {string}", async function (subscriber: string) {
  await this.define({ subscriber, type: "list", callbacks: PAIR });
});

setup(/^the list subscriber "([^"]*)" with ([\w, ]+)$/, async function (subscriber: string, list: string) {
  const callbacks = list === "no callbacks" ? [] : words(list);
  await this.define({ subscriber, type: "list", callbacks });
});

setup("the list subscriber {string} of the table {string}", async function (subscriber: string, table: string) {
  await this.define({ subscriber, type: "list", callbacks: TABLE, table });
});

setup("the registered subscriber {string}", async function (subscriber: string) {
  await this.define({ subscriber, type: "list", callbacks: PAIR });
  await prepared(this, "T9", `register "${subscriber}"`);
});

setup(/^the registered subscriber "([^"]*)" with ([\w, ]+)$/, async function (subscriber: string, list: string) {
  const callbacks = list === "no callbacks" ? [] : words(list);
  await this.define({ subscriber, type: "list", callbacks });
  await prepared(this, "T9", `register "${subscriber}"`);
});

setup("the callback table {string}", async function (table: string) {
  await this.request("define_table", { table, callbacks: TABLE });
});

setup(/^the callback table "([^"]*)" with ([\w, ]+)$/, async function (table: string, list: string) {
  await this.request("define_table", { table, callbacks: words(list) });
});

setup(
  /^the interval subscriber "([^"]*)"( with release)?( with garbage memory)?(?: over "([^"]*)")?$/,
  async function (name: string, release: string | null, garbage: string | null, range: string | null) {
    const callbacks = release === null ? ["invalidate"] : ["invalidate", "release"];
    const memory = garbage === null ? ({} as const) : ({ memory: "garbage" } as const);
    await this.define({ subscriber: name, type: "interval", callbacks, ...memory });
    await script(this, { subscriber: name, callback: "invalidate", steps: standardSteps(name) });
    if (range !== null) await prepared(this, "T9", `insert "${name}" over "${range}"`);
  },
);

setup("{thread} has called {}", async function (thread: string, text: string) {
  await prepared(this, thread, text);
});

/** `in a non-blockable x`, `in x on T1`, `in the second x`. */
const WHERE =
  /^(?:(the first|the second|the third) )?(?:(a non-blockable|a blockable) )?(\w+)(?: on (T\d))?(?: for ([A-Z_]+))?$/;
const NTH: readonly string[] = ["the first", "the second", "the third"];

function selected(where: string): Pick<ScriptParams, "callback" | "when"> {
  const match = WHERE.exec(where);
  if (match === null) throw new Error(`not a callback: ${where}`);
  const [, nth, blockable, callback = "", thread, kind] = match;
  return {
    callback,
    when: {
      ...(nth === undefined ? {} : { call: NTH.indexOf(nth) + 1 }),
      ...(blockable === undefined ? {} : { blockable: blockable === "a blockable" }),
      ...(thread === undefined ? {} : { thread }),
      ...(kind === undefined ? {} : { kind }),
    },
  };
}

function toValue(word: string): string | boolean | 0 {
  if (word === "true" || word === "false") return word === "true";
  return word === "0" ? 0 : word;
}

setup(/^"([^"]*)" answers (\w+) in (.+)$/, async function (subscriber: string, value: string, where: string) {
  await script(this, { subscriber, ...selected(where), steps: [{ do: "return", value: toValue(value) }] });
});

/** The gate of a held callback: `s.invalidate`, or `T1/s.invalidate` where the thread matters. */
function gateOf(subscriber: string, where: string): string {
  const { callback, when } = selected(where);
  return when?.thread === undefined ? `${subscriber}.${callback}` : `${when.thread}/${subscriber}.${callback}`;
}

setup(/^"([^"]*)" is held in (.+)$/, async function (subscriber: string, where: string) {
  const choice = selected(where);
  const rest = choice.callback === "invalidate" ? standardSteps(subscriber) : [];
  await script(this, { subscriber, ...choice, steps: [{ do: "gate", gate: gateOf(subscriber, where) }, ...rest] });
});

setup(/^"([^"]*)" is held at the end of (.+)$/, async function (subscriber: string, where: string) {
  const choice = selected(where);
  const rest = choice.callback === "invalidate" ? standardSteps(subscriber) : [];
  await script(this, { subscriber, ...choice, steps: [...rest, { do: "gate", gate: gateOf(subscriber, where) }] });
});

setup(/^"([^"]*)" sleeps in (.+)$/, async function (subscriber: string, where: string) {
  await script(this, { subscriber, ...selected(where), steps: [{ do: "sleep" }] });
});

setup(/^in (.+) "([^"]*)" takes these steps:$/, async function (where: string, subscriber: string, table: DataTable) {
  const steps: ScriptStep[] = table.raw().flatMap(([row = ""]) => readScriptStep(this, subscriber, row));
  await script(this, { subscriber, ...selected(where), steps });
});

setup(
  /^in (.+) the objects of "([^"]*)" take these steps:$/,
  async function (where: string, owner: string, table: DataTable) {
    const steps: ScriptStep[] = table.raw().flatMap(([row = ""]) => readScriptStep(this, owner, row));
    await script(this, { table: owner, ...selected(where), steps });
  },
);

setup("{thread} is held at the point {string}", async function (thread: string, point: string) {
  const gate = `${thread}/${point}`;
  this.held.addGate(gate);
  await this.request("hold", { thread, point, gate });
});
