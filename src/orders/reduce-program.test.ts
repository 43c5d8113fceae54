import assert from "node:assert/strict";
import { test } from "node:test";
import type { OrderProgram } from "../runner/order-program.ts";
import { tableOf } from "./program-bounds.ts";
import { reduceProgram } from "./reduce-program.ts";

const call = (says: string) => ({ says, op: "lock", args: { lock: says } });

const PROGRAM: OrderProgram = {
  profile: "v6.12",
  given: [
    { says: "Given this", requests: [] },
    { says: "And that", requests: [] },
  ],
  threads: [
    { thread: "T1", calls: [call("a"), call("b"), call("c")] },
    { thread: "T2", calls: [call("d")] },
  ],
  columns: [
    { heading: "T1.1", column: { of: "result", thread: "T1", call: 1 } },
    { heading: "T1.2 waited", column: { of: "waited", thread: "T1", call: 2 } },
    { heading: "T2", column: { of: "result", thread: "T2", call: 1 } },
    { heading: "warnings", column: { of: "warnings" } },
  ],
  allowed: [["0", "no", "1", "2"]],
  forbidden: [],
  range: () => undefined,
};

function reduced(...drops: string[]) {
  const found = reduceProgram(PROGRAM, new Set(drops));
  return found && { ...tableOf(found.program), columns: found.columns, allowed: found.program.allowed };
}

test("columns follow the calls that are left, and are named as the features name them", () => {
  const left = reduced("T1.1", "T1.3", "g1");
  assert.deepEqual(left?.given, ["And that"]);
  assert.deepEqual(left?.threads, [
    { thread: "T1", calls: ["b"] },
    { thread: "T2", calls: ["d"] },
  ]);
  assert.deepEqual(
    [left?.headings, left?.columns],
    [
      ["T1 waited", "T2", "warnings"],
      [1, 2, 3],
    ],
  );
  assert.deepEqual(left?.allowed, [["no", "1", "2"]]);
});

test("a thread without calls is gone, with all that was said of it", () => {
  const left = reduced("T2.1", "c4");
  assert.deepEqual(
    left?.threads.map(({ thread }) => thread),
    ["T1"],
  );
  assert.deepEqual(left?.headings, ["T1.1", "T1.2 waited"]);
});

test("a program without threads or without columns is none", () => {
  assert.equal(reduced("T1.1", "T1.2", "T1.3", "T2.1"), undefined);
  assert.equal(reduced("c1", "c2", "c3", "c4"), undefined);
});
