import assert from "node:assert/strict";
import { test } from "node:test";
import { handshake, observation } from "../port/generated/validators.js";
import { violation } from "./violation.ts";

test("What fits has no violation", () => {
  assert.equal(violation(observation, { events: [], threads: {} }, "result"), undefined);
});

test("The text names the place, the rule and the value", () => {
  assert.match(
    violation(observation, { events: {}, threads: {} }, "result") ?? "",
    /^result\/events must be array: \{\}/,
  );
  assert.match(violation(handshake, {}, "result") ?? "", /must have required property 'protocol': \{\}/);
});

test("Of the shapes of an event the one that was meant is told about", () => {
  const told = (event: object) => violation(observation, { events: [event], threads: {} }, "result") ?? "";
  const section = { event: "section_start", thread: "T1", mm: "mm", start: "0x1000", end: "2000" };
  assert.match(told(section), /^result\/events\/0\/start must match pattern/);
  assert.match(told({ event: "callback", thread: "T1" }), /^result\/events\/0 .*(required|exactly one)/);
  assert.match(told({ event: "explosion" }), /^result\/events\/0 .*explosion/);
});
