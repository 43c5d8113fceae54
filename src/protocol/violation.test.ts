import assert from "node:assert/strict";
import { test } from "node:test";
import { handshake, observation, scriptParams } from "../port/generated/validators.js";
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
  assert.match(
    told({ event: "callback", thread: "T1" }),
    /^result\/events\/0 must have required property 'subscriber'/,
  );
  const end = { event: "return", thread: "T1", op: "put", result: 7 };
  assert.match(told(end), /^result\/events\/0\/result must match a schema in anyOf: 7/);
  assert.match(told({ event: "explosion" }), /^result\/events\/0 value of tag "event" must be in oneOf: .*explosion/);
});

test("Of the steps of a script as well", () => {
  const script = { subscriber: "A", callback: "release", steps: [{ do: "gate" }] };
  assert.match(violation(scriptParams, script, "params") ?? "", /^params\/steps\/0 must have required property 'gate'/);
});
