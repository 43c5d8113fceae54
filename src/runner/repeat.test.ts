import assert from "node:assert/strict";
import { test } from "node:test";
import type { ScenarioResult } from "../port/generated/documents.ts";
import { combineRepeats } from "./repeat.ts";

function result(verdict: ScenarioResult["verdict"], more: Partial<ScenarioResult> = {}): ScenarioResult {
  return {
    id: "PAIR-01.1",
    rule: "PAIR-01",
    name: "n",
    profile: "v6.12",
    location: "a:1",
    durationMs: 2,
    verdict,
    ...more,
  };
}

test("runs that end alike are one result", () => {
  assert.deepEqual(combineRepeats([result("conforms"), result("conforms")]), result("conforms", { durationMs: 4 }));
  assert.equal(combineRepeats([result("violates"), result("violates")]).verdict, "violates");
});

test("runs that do not are unstable, with what the failing one showed", () => {
  const failed = result("violates", { observed: "EAGAIN" });
  const { verdict, reason, observed } = combineRepeats([result("conforms"), failed, result("conforms")]);
  assert.deepEqual([verdict, reason, observed], ["unstable", "violates in 1, conforms in 2 of 3 runs", "EAGAIN"]);
});

test("a crash now and then stays a fault of the implementation", () => {
  const crashed = result("implementation fault", { fault: { kind: "crashed", text: "it died" } });
  assert.equal(combineRepeats([result("conforms"), crashed]).verdict, "implementation fault");
});
