import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { disguise } from "./disguise.ts";
import type { CallParams, Event, Observation, ScriptParams } from "./generated/protocol.ts";
import * as validators from "./generated/validators.js";
import type { Implementation } from "./implementation.ts";
import { OPERATIONS, type OperationRow, operationNames } from "./operation.ts";
import { isPortError, PortError } from "./port-error.ts";

const name = fc.oneof(
  fc.constantFrom("mm", "A", "MR1", "table", "table#1", "table#12", "__proto__", "constructor", "mmap_lock"),
  fc.string({ minLength: 1, maxLength: 20 }),
);
const address = fc
  .oneof(fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), fc.bigInt({ min: 0n, max: 1n << 48n }))
  .map((value) => value.toString(16));
const seed = fc.integer();

/** Answers what `answer` makes of the request, which it keeps. */
function recorder(answer: (params: unknown) => unknown) {
  const seen: unknown[] = [];
  const implementation: Implementation = {
    async request(_method, params) {
      seen.push(params);
      return answer(params) as never;
    },
    async close() {},
  };
  return { implementation, seen };
}

function observation(events: Event[], threads: Observation["threads"] = {}): Observation {
  return { events, threads };
}

/** Tells back everything that it was told. */
function echo(params: unknown): Observation {
  const { thread, args } = params as CallParams;
  const { mm, start, end, subscriber, address: at, lock } = args as Record<string, string>;
  return {
    events: [
      { event: "section_start", thread, mm: mm ?? "", start: start ?? "0", end: end ?? "0" },
      { event: "secondary", thread, subscriber: subscriber ?? "", address: at ?? "0", page: "p" },
      { event: "lock", thread, lock: lock ?? "" },
    ],
    threads: Object.fromEntries([[thread, { state: "blocked", on: { kind: "lock", name: lock ?? "" } }]]),
  };
}

test("Whatever goes in comes back as it was, for every seed", async () => {
  const given = fc.record({ mm: name, start: address, end: address, subscriber: name, address, lock: name });
  await fc.assert(
    fc.asyncProperty(seed, name, given, async (chosen, thread, { mm, start, end, subscriber, address, lock }) => {
      const { implementation } = recorder(echo);
      const hidden = disguise(implementation, chosen);
      const calls: CallParams[] = [
        { thread, op: "invalidate", args: { mm, start, end } },
        { thread, op: "put", args: { subscriber } },
        { thread, op: "lock", args: { lock } },
        { thread, op: "write_fault", args: { mm, address } },
      ];
      for (const call of calls) assert.deepEqual(await hidden.request("call", call), echo(call));
    }),
  );
});

test("The same seed gives the same disguise, another seed another one", async () => {
  const told = async (chosen: number) => {
    const { implementation, seen } = recorder(() => observation([]));
    const params = { thread: "T1", op: "invalidate", args: { mm: "other", start: "100000", end: "101000" } };
    await disguise(implementation, chosen).request("call", params);
    return seen[0];
  };
  assert.deepEqual(await told(7), await told(7));
  assert.notDeepEqual(await told(7), await told(8));
});

test("Every operation's arguments stay valid, and no name or address of them stays as it was", async () => {
  for (const op of operationNames) {
    const { parameters }: OperationRow = OPERATIONS[op];
    const args = Object.fromEntries(
      Object.entries(parameters).map(([parameter, kind]) => [parameter, EXAMPLES[kind.replace("?", "")]]),
    );
    const { implementation, seen } = recorder(() => observation([]));
    await disguise(implementation, 3).request("call", { thread: "T1", op, args });
    const sent = (seen[0] as CallParams).args as Record<string, unknown>;
    const validate = (validators as unknown as Record<string, validators.Validator>)[`op_${op}`];
    assert.ok(validate?.(sent), `${op} ${JSON.stringify(sent)}`);
    for (const [parameter, kind] of Object.entries(parameters)) {
      const stays = KEPT.has(kind.replace("?", ""));
      assert.equal(sent[parameter] === args[parameter], stays, `${op} ${parameter}`);
    }
  }
});

const KEPT: ReadonlySet<string> = new Set([
  "length",
  "flag",
  "mode",
  "via",
  "vma",
  "fault",
  "count",
  "event",
  "iommu",
  "recovery",
  "access",
  "content",
]);
const EXAMPLES: Readonly<Record<string, unknown>> = {
  mm: "other",
  subscriber: "A",
  table: "T",
  range: "r",
  token: "s",
  lock: "L",
  mirror: "M",
  context: "C",
  umem: "U",
  domain: "D",
  iommu: "smmuv3",
  address: "200000",
  length: "1000",
  flag: true,
  mode: "read",
  via: "rmap",
  vma: "anon",
  recovery: "pri",
  event: "CLEAR",
  access: "read",
  content: "one",
  fault: "ENOMEM",
  count: 1,
};

test("A script is renamed inside", async () => {
  const { implementation, seen } = recorder(() => ({}));
  const params: ScriptParams = {
    table: "ops",
    callback: "invalidate_range_start",
    when: { thread: "T1", kind: "UNMAP" },
    steps: [
      { do: "gate", gate: "g" },
      { do: "lock", lock: "L" },
      { do: "call", op: "put", args: { subscriber: "ops#1" } },
      { do: "return", value: "EAGAIN" },
    ],
  };
  await disguise(implementation, 5).request("script", params);
  const sent = seen[0] as ScriptParams;
  assert.ok(validators.scriptParams(sent));
  assert.equal(sent.callback, params.callback);
  assert.equal(sent.when?.kind, "UNMAP");
  assert.deepEqual(sent.steps[3], { do: "return", value: "EAGAIN" });
  const [gate, lock, call] = sent.steps as unknown as [
    { gate: string },
    { lock: string },
    { args: { subscriber: string } },
  ];
  for (const word of [sent.table, sent.when?.thread, gate.gate, lock.lock]) assert.match(word ?? "", /^[a-z]{8}$/);
  assert.equal(call.args.subscriber, `${sent.table}#1`);
});

test("The subscriber that get returns is renamed back, an error name is not touched", async () => {
  const { implementation } = recorder((params) => {
    const { thread, op, args } = params as CallParams;
    const { table } = args as { table: string };
    return observation([
      { event: "return", thread, op, result: `${table}#1` },
      { event: "return", thread, op, result: "ENOMEM" },
    ]);
  });
  const answer = await disguise(implementation, 1).request("call", {
    thread: "T1",
    op: "get",
    args: { table: "ops", mm: "mm" },
  });
  const results = answer.events.map((event) => (event as { result: unknown }).result);
  assert.deepEqual(results, ["ops#1", "ENOMEM"]);
});

test("A name that was learnt by rote is not taken for the real one", async () => {
  const { implementation } = recorder(() =>
    observation([{ event: "callback", thread: "T1", subscriber: "kworker", callback: "free_notifier" }], {
      T1: { state: "idle" },
    }),
  );
  const answer = await disguise(implementation, 1).request("call", { thread: "T1", op: "synchronize", args: {} });
  assert.deepEqual(answer.threads, { "?T1": { state: "idle" } });
  assert.deepEqual(answer.events[0], {
    event: "callback",
    thread: "?T1",
    subscriber: "kworker",
    callback: "free_notifier",
  });
});

test("Names in refusals and warnings are the suite's own", async () => {
  let told = "";
  const inner: Implementation = {
    async request(_method, params) {
      told = (params as CallParams).thread;
      throw new PortError("invalid", `thread ${told} is blocked`);
    },
    async close() {},
  };
  const refused = disguise(inner, 2).request("call", { thread: "T1", op: "synchronize", args: {} });
  await assert.rejects(refused, (error) => isPortError(error) && error.message === "thread T1 is blocked");
  assert.notEqual(told, "T1");
});
