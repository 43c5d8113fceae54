import assert from "node:assert/strict";
import { test } from "node:test";
import type { Implementation } from "../port/implementation.ts";
import { isPortError } from "../port/port-error.ts";
import { Reference } from "./reference.ts";

const SPAN = { mm: "mm", start: "1000", end: "2000" };
const START = "invalidate_range_start";

async function world(): Promise<Implementation> {
  const reference = new Reference();
  await reference.request("reset", { profile: "v6.12" });
  await define(reference);
  return reference;
}

async function define(reference: Implementation): Promise<void> {
  await reference.request("define_subscriber", { subscriber: "A", type: "list", callbacks: [START] });
}

function call(reference: Implementation, thread: string, op: string, args: Record<string, unknown>) {
  return reference.request("call", { thread, op, args });
}

test("Registering an object twice is diagnosed, and it is called once", async () => {
  const reference = await world();
  await call(reference, "T1", "register", { subscriber: "A", mm: "mm" });
  const second = await call(reference, "T1", "register", { subscriber: "A", mm: "mm" });
  assert.equal(second.events.filter(({ event }) => event === "warning").length, 1);
  const seen = await call(reference, "T1", "invalidate", SPAN);
  assert.equal(seen.events.filter(({ event }) => event === "callback").length, 1);
});

test("A refused call leaves no thread behind", async () => {
  const reference = await world();
  await assert.rejects(call(reference, "T1", "mmput", { mm: "other" }), isPortError);
  assert.deepEqual((await reference.request("open", { gate: "g" })).threads, {});
});

test("A subscriber that is defined anew has no script", async () => {
  const reference = await world();
  const steps = [{ do: "gate", gate: "g" } as const];
  await reference.request("script", { subscriber: "A", callback: START, steps });
  await define(reference);
  await call(reference, "T1", "register", { subscriber: "A", mm: "mm" });
  const { threads } = await call(reference, "T1", "invalidate", SPAN);
  assert.equal(threads.T1?.state, "idle");
});

test("A callback can run a complete section inside another one of its thread", async () => {
  const reference = await world();
  const steps = [{ do: "call", op: "invalidate", args: { mm: "mm", start: "5000", end: "6000" } } as const];
  await reference.request("script", { subscriber: "A", callback: START, when: { call: 1 }, steps });
  await call(reference, "T1", "register", { subscriber: "A", mm: "mm" });
  const { events, threads } = await call(reference, "T1", "invalidate", SPAN);
  assert.deepEqual(
    events.flatMap((event) => (event.event === "callback" ? [event.start] : [])),
    ["1000", "5000"],
  );
  assert.equal(threads.T1?.state, "idle");
});
