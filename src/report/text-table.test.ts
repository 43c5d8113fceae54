import assert from "node:assert/strict";
import { test } from "node:test";
import { columns, textTable, wrap, wrapParts } from "./text-table.ts";

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

test("columns line up, and the last one is wrapped beside the others", () => {
  assert.deepEqual(
    columns(
      [
        ["a", "one two three four five"],
        ["bcd", "x"],
      ],
      25,
    ),
    ["a    one two three four", "     five", "bcd  x"],
  );
  assert.deepEqual(columns([["a", "one two three four five"]]), ["a  one two three four five"]);
});

test("parts stay whole, and marks take no room", () => {
  assert.deepEqual(wrapParts(["1 one", "\u001b[1m2 two\u001b[22m", "3 three"], ", ", 12), [
    "1 one,",
    "\u001b[1m2 two\u001b[22m,",
    "3 three",
  ]);
  assert.deepEqual(wrapParts(["1 one", "\u001b[1m2 two\u001b[22m"], ", ", 13), ["1 one, \u001b[1m2 two\u001b[22m"]);
});
