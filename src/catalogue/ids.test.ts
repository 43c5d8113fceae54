import assert from "node:assert/strict";
import { test } from "node:test";
import { checkIds } from "./ids.ts";

const OLD = { ids: ["A-01.2", "A-01.10"], retired: { "A-01.3": "merged with A-01.2" } };

test("new ids are added in order", () => {
  const { register, added, problems } = checkIds(OLD, ["A-01.10", "A-01.2", "A-01.1"]);
  assert.deepEqual(register, { ids: ["A-01.1", "A-01.2", "A-01.10"], retired: OLD.retired });
  assert.deepEqual([added, problems], [["A-01.1"], []]);
});

test("an id that vanished and an id that came back are errors", () => {
  assert.deepEqual(checkIds(OLD, ["A-01.10", "A-01.3"]).problems, [
    'scenario id A-01.2 is gone; move it to "retired" in features/ids.json, with the reason',
    "scenario id A-01.3 is retired and cannot be used again",
  ]);
});
