import assert from "node:assert/strict";
import { test } from "node:test";
import { expectationsFile } from "./expectations-file.ts";

const aim = (name: string) => ({
  deadlineMs: 1,
  target: { kind: "linux" as const, name, accelerator: "tcg" as const, rawSections: false },
});

test("a kernel of Debian comes with what is known of it", () => {
  assert.match(expectationsFile({}, aim("6.12/x86_64")) ?? "", /linux-6\.12-x86_64\.json$/);
});

test("nothing is known of a kernel of one's own, and nothing counts where the user says so", () => {
  assert.equal(expectationsFile({}, aim("own/x86_64")), undefined);
  assert.equal(expectationsFile({ expectations: "none" }, aim("6.12/x86_64")), undefined);
});

test("the user's file comes first", () => {
  assert.equal(expectationsFile({ expectations: "mine.json" }, aim("6.12/x86_64")), "mine.json");
});
