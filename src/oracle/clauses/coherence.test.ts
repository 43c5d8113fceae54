import assert from "node:assert/strict";
import { test } from "node:test";
import type { Event } from "../../port/generated/protocol.ts";
import { type Call, Oracle } from "../oracle.ts";

const PAGE = "100000";
const mapped: Event = { event: "pte", thread: "T1", mm: "mm", address: PAGE, from: "none", to: "P1", write: true };
const cleared: Event = { event: "pte", thread: "T1", mm: "mm", address: PAGE, from: "P1", to: "none" };
const readOnly: Event = { event: "pte", thread: "T1", mm: "mm", address: PAGE, from: "P1", to: "P1", write: false };
const flushed: Event = { event: "cpu_flush", thread: "T1", mm: "mm", start: PAGE, end: "101000" };
const returned: Event = { event: "return", thread: "T1", op: "munmap", result: 0 };
const span = { thread: "T1", mm: "mm", start: PAGE, end: "101000" } as const;
const opened: Event = { event: "section_start", ...span };
const closed: Event = { event: "section_end", ...span };
const freed: Event = { event: "page_free", thread: "T1", page: "P1" };

function entry(page: string, write = false): Event {
  return { event: "secondary", thread: "T1", subscriber: "M", address: PAGE, page, write };
}

/** An oracle that has seen a mirror come into being, told of one settled observation after the other. */
function watch(...observations: Event[][]): string[] {
  return watchIn("v6.12", ...observations);
}

function watchIn(profile: string, ...observations: Event[][]): string[] {
  const oracle = new Oracle(profile, () => {});
  const create: Call = {
    thread: "T1",
    op: "mirror_create",
    args: { mirror: "M", mm: "mm", start: PAGE, end: "101000" },
  };
  oracle.calling(create);
  const made: Event = { event: "return", thread: "T1", op: "mirror_create", result: 0 };
  for (const events of [[made], ...observations]) oracle.observed({ events, threads: {} });
  return oracle.findings.map(({ clause }) => clause);
}

test("A device that maps what the page table maps is right", () => {
  assert.deepEqual(watch([mapped, entry("P1", true)]), []);
});

test("A device that maps another page, or one where there is none, is not", () => {
  assert.deepEqual(watch([mapped, entry("P2")]), ["coherence"]);
  assert.deepEqual(watch([entry("P1")]), ["coherence"]);
});

test("A device may do no more than the page table", () => {
  assert.deepEqual(watch([mapped, readOnly, flushed, returned, entry("P1", true)]), ["coherence"]);
  assert.deepEqual(watch([mapped, readOnly, flushed, returned, entry("P1", false)]), []);
});

test("A device may map a page inside an entry for a huge page or a whole PUD, and no longer than the entry is there", () => {
  const middle = { start: "40000000", end: "40200000" };
  const inside: Event = {
    event: "secondary",
    thread: "T1",
    subscriber: "M",
    address: "4004d000",
    page: "P1",
    write: true,
  };
  for (const length of ["200000", "40000000"]) {
    const huge: Event = { ...mapped, address: middle.start, length };
    const gone: Event = { ...cleared, address: middle.start, length };
    const flush: Event = { ...flushed, start: middle.start, end: "80000000" };
    assert.deepEqual(watch([huge, inside]), [], `an entry of ${length}`);
    assert.deepEqual(watch([huge, inside], [gone, flush, returned]), ["coherence"], `an entry of ${length} is gone`);
  }
});

test("Of a huge entry that was split a page can change by itself", () => {
  const huge: Event = { ...mapped, address: "40000000", length: "200000" };
  const copied: Event = { ...mapped, address: "4004d000", from: "P1", to: "P2" };
  const flush: Event = { ...flushed, start: "4004d000", end: "4004e000" };
  const at = (address: string): Event => ({ event: "secondary", thread: "T1", subscriber: "M", address, page: "P1" });
  assert.deepEqual(watch([huge, at("4004e000"), copied, flush, returned]), []);
  assert.deepEqual(watch([huge, at("4004d000"), copied, flush, returned]), ["coherence"]);
});

test("An open section excuses what it covers, until it ends", () => {
  assert.deepEqual(watch([mapped, entry("P1")], [opened, cleared, flushed]), []);
  assert.deepEqual(watch([mapped, entry("P1")], [opened, cleared, flushed], [closed]), ["coherence"]);
  const elsewhere: Event = { ...opened, start: "200000", end: "201000" };
  assert.deepEqual(watch([mapped, entry("P1")], [elsewhere, cleared, flushed, returned]), ["coherence"]);
});

test("A flush that is still to come excuses, and so does a running callback", () => {
  assert.deepEqual(watch([mapped, entry("P1")], [cleared]), []);
  assert.deepEqual(watch([mapped, entry("P1")], [cleared], [flushed, returned]), ["coherence"]);
  const entered: Event = { event: "callback", thread: "T1", subscriber: "M", callback: "invalidate" };
  assert.deepEqual(watch([mapped, entry("P1")], [entered, cleared, flushed]), []);
});

test("Where a page may be told after its entry was changed, the operation under way may still do so", () => {
  const other: Event = { ...returned, thread: "T2" };
  assert.deepEqual(watchIn("2014-01-prop", [mapped, entry("P1")], [cleared, flushed], [other]), []);
  assert.deepEqual(watchIn("2014-01-prop", [mapped, entry("P1")], [cleared, flushed, returned]), ["coherence"]);
  assert.deepEqual(watchIn("v5.3", [mapped, entry("P1")], [cleared, flushed, returned]), ["coherence"]);
});

test("Those who are told inside a flush have time until its thread goes on", () => {
  const told: Event = { event: "callback", thread: "T1", subscriber: "M", callback: "arch_invalidate_secondary_tlbs" };
  const over: Event = { ...told, event: "callback_exit", result: null };
  const [open, before] = [
    [mapped, entry("P1")],
    [cleared, flushed],
  ];
  assert.deepEqual(watch(open, before, [told], [entry("none")], [over], [returned]), []);
  assert.deepEqual(watch(open, before, [told], [over], [returned]), ["coherence"]);
  assert.deepEqual(watch(open, before, [{ ...returned, thread: "T2" }]), [], "another thread says nothing of it");
});

test("A device whose notifier is removed is compared no more", () => {
  const oracle = new Oracle("v6.12", () => {});
  oracle.calling({ thread: "T1", op: "shadow_create", args: { mirror: "M", mm: "mm" } });
  const made: Event = { event: "return", thread: "T1", op: "shadow_create", result: 0 };
  oracle.observed({ events: [made, mapped, entry("P1")], threads: {} });
  oracle.calling({ thread: "T1", op: "shadow_destroy", args: { mirror: "M" } });
  oracle.observed({ events: [cleared, flushed], threads: {} });
  assert.deepEqual(oracle.findings, []);
});

test("A page is not freed while a device maps it or holds it, and not mapped afterwards", () => {
  assert.deepEqual(watch([mapped, entry("P1"), entry("none"), cleared, flushed, freed]), []);
  assert.ok(watch([mapped, entry("P1"), freed]).includes("freed-page"));
  assert.ok(watch([mapped, cleared, flushed, freed, entry("P1")]).includes("freed-page"));
  const got: Event = { event: "page_get", thread: "T1", page: "P1" };
  assert.ok(watch([mapped, got, entry("P1"), entry("none"), freed]).includes("freed-page"));
});
