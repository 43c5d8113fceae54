import assert from "node:assert/strict";
import { test } from "node:test";
import { hasBareSections } from "./bare-sections.ts";

test("a section that is left open, or measured in bytes, is a bare one", () => {
  assert.equal(hasBareSections(['When T1 calls invalidate "A"']), false);
  assert.equal(hasBareSections(['| T1 | start non-blockable "A" |']), true);
  assert.equal(hasBareSections(['| T1 | invalidate "A"... |']), true);
  assert.equal(hasBareSections(["  | x | byte 7 |", 'When T1 calls invalidate "x"']), true);
  assert.equal(hasBareSections(["  | x | byte 7 |", 'When T1 calls invalidate "A"']), false);
});
