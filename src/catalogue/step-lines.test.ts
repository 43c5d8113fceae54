import assert from "node:assert/strict";
import { test } from "node:test";
import { stepLines } from "./step-lines.ts";

test("a table is lined up under its step", () => {
  const table = [
    ["T1", "a long cell"],
    ["", "b"],
  ];
  assert.deepEqual(
    stepLines([
      { keyword: "Given ", text: "this" },
      { keyword: "And ", text: "these:", table },
    ]),
    ["Given this", "And these:", "  | T1 | a long cell |", "  |    | b           |"],
  );
});
