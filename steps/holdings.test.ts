import assert from "node:assert/strict";
import { test } from "node:test";
import { Holdings } from "./holdings.ts";

function releasesOf(held: Holdings, blocked: readonly string[] = []): string[] {
  const releases = [...held.releases((thread) => blocked.includes(thread))];
  return releases.map(({ thread, op, args }) => `${thread} ${op} ${Object.values(args)}`);
}

test("sections are ended before locks are let go of, each once", () => {
  const held = new Holdings();
  held.called("T1", "lock", { lock: "l" });
  held.called("T2", "mmap_lock", { mm: "mm" });
  held.called("T1", "invalidate_range_start", { range: "T1:A" });
  assert.deepEqual(held.sectionsOf("T1"), ["A"]);
  assert.deepEqual(releasesOf(held), ["T1 invalidate_range_end T1:A", "T1 unlock l", "T2 mmap_unlock mm"]);
  assert.deepEqual(releasesOf(held), []);
});

test("a blocked thread keeps what it has until it can run", () => {
  const held = new Holdings();
  held.called("T1", "invalidate_range_start", { range: "r" });
  held.called("T2", "lock", { lock: "l" });
  const blocked = ["T1"];
  const seen: string[] = [];
  for (const { op } of held.releases((thread) => blocked.includes(thread))) {
    seen.push(op);
    // The lock was what T1 waited for.
    if (op === "unlock") blocked.length = 0;
  }
  assert.deepEqual(seen, ["unlock", "invalidate_range_end"]);
});

test("what was given back, or never taken, is not held", () => {
  const held = new Holdings();
  held.called("T1", "invalidate_range_start_nonblock", { range: "r" });
  assert.ok(held.isOpen("r"));
  held.returned("T1", "invalidate_range_start_nonblock", "EAGAIN");
  held.called("T1", "invalidate_range_start", { range: "s" });
  held.called("T1", "invalidate_range_end", { range: "s" });
  held.called("T1", "lock", { lock: "l" });
  held.called("T1", "unlock", { lock: "l" });
  assert.deepEqual(releasesOf(held), []);
});

test("gates stay closed until somebody opens them", () => {
  const held = new Holdings();
  held.addGates([
    { do: "gate", gate: "g" },
    { do: "return", value: 0 },
  ]);
  held.addGate("h");
  held.dropGate("g");
  assert.deepEqual(held.closedGates(), ["h"]);
});
