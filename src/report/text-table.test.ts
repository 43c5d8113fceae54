import assert from "node:assert/strict";
import { test } from "node:test";
import { textTable, wrap } from "./text-table.ts";

test("text is broken at spaces, and where there are none at the width", () => {
  assert.deepEqual(wrap("one two three", 8), ["one two", "three"]);
  assert.deepEqual(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
  assert.deepEqual(wrap("a\n\nb", 4), ["a", "", "b"]);
});

test("a table lines up, with cells of several lines", () => {
  assert.deepEqual(textTable(["T1", "T2"], [["x", "one two"], ["long cell"]], 5), [
    "T1   | T2",
    "-----+----",
    "x    | one",
    "     | two",
    "long |",
    "cell |",
  ]);
});
