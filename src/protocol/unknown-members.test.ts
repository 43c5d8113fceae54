import assert from "node:assert/strict";
import { test } from "node:test";
import { dropUnknownMembers } from "./unknown-members.ts";

test("Members of the protocol are known, at every depth", () => {
  const event = { event: "callback", thread: "T1", subscriber: "A", callback: "release", mm: "mm" };
  const threads = { anything: { state: "blocked", on: { kind: "gate", name: "g" } } };
  assert.deepEqual(dropUnknownMembers("observation", { events: [event], threads }), []);
  assert.deepEqual(dropUnknownMembers("empty", {}), []);
});

test("Others are named by their path, once for each place", () => {
  const event = { event: "mm_free", mm: "mm", start: "0" };
  const threads = { T1: { state: "idle", since: 3 }, T2: { state: "blocked", on: { kind: "gate", by: "me" } } };
  const answer = { events: [event], threads, took: 3 };
  assert.deepEqual(dropUnknownMembers("observation", answer), [
    "events[]/start",
    "threads/*/since",
    "threads/*/on/by",
    "took",
  ]);
  const known = { T1: { state: "idle" }, T2: { state: "blocked", on: { kind: "gate" } } };
  assert.deepEqual(answer, { events: [{ event: "mm_free", mm: "mm" }], threads: known });
  assert.deepEqual(dropUnknownMembers("empty", { constructor: 1 }), ["constructor"]);
});
