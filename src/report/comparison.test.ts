import assert from "node:assert/strict";
import { test } from "node:test";
import { compareLines } from "./comparison.ts";

test("equal lines meet, the others stand alone", () => {
  assert.deepEqual(compareLines("a\nb\nc\nd", "b\nx\nd"), [
    ["a", undefined],
    ["b", "b"],
    ["c", undefined],
    [undefined, "x"],
    ["d", "d"],
  ]);
});

test("a single line is compared as it is", () => {
  assert.deepEqual(compareLines("T1 returned 0", "T1 returned EAGAIN"), [["T1 returned 0", "T1 returned EAGAIN"]]);
});

test("texts without a common line stay whole", () => {
  assert.deepEqual(compareLines("a\nb", "no callback"), [["a\nb", "no callback"]]);
});
