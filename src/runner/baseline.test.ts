import assert from "node:assert/strict";
import { test } from "node:test";
import type { Report } from "../port/generated/documents.ts";
import { baselineChange } from "./baseline.ts";

test("a failure of free runs is accepted whatever the number of times that it was seen", () => {
  const results = [
    {
      id: "PAIR-17.5",
      rule: "PAIR-17",
      profile: "v6.12",
      verdict: "violates",
      observed: "yes | blocked, seen 13 times",
    },
  ];
  const { added } = baselineChange({ results } as unknown as Report, [], { reason: "known" });
  assert.deepEqual(added, [{ scenario: "PAIR-17.5", profile: "v6.12", reason: "known", observed: "yes | blocked" }]);
});
