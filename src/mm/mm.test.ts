import assert from "node:assert/strict";
import { test } from "node:test";
import type { CallParams, Event, TableEntry } from "../port/generated/protocol.ts";
import { createReference } from "../reference/create-reference.ts";

const A = { mm: "mm", start: "100000", end: "104000" };
const HUGE = { mm: "mm", start: "200000", end: "400000" };

/** A world of a profile, with what it did. */
async function world(profile = "v6.12") {
  const reference = createReference();
  await reference.request("reset", { profile });
  const call = async (op: string, args: CallParams["args"]): Promise<Event[]> => {
    const { events } = await reference.request("call", { thread: "T1", op, args });
    assert.deepEqual(
      events.filter(({ event }) => event === "warning"),
      [],
      op,
    );
    return events;
  };
  const table = async (mm = "mm"): Promise<TableEntry[]> => {
    const answer = await reference.request("query", { of: "page_table", mm });
    return "entries" in answer ? answer.entries : [];
  };
  return { call, table };
}

function count(events: readonly Event[], kind: Event["event"]): number {
  return events.filter(({ event }) => event === kind).length;
}

function result(events: readonly Event[]): unknown {
  const last = events.findLast(({ event }) => event === "return");
  return last !== undefined && "result" in last ? last.result : undefined;
}

test("mmap refuses what is empty, crooked or taken", async () => {
  const { call } = await world();
  assert.equal(result(await call("mmap", { ...A, vma: "anon" })), 0);
  assert.equal(result(await call("mmap", { ...A, vma: "anon" })), "EINVAL");
  assert.equal(result(await call("mmap", { mm: "mm", start: "500000", end: "500000", vma: "anon" })), "EINVAL");
  assert.equal(result(await call("mmap", { mm: "mm", start: "500001", end: "501000", vma: "anon" })), "EINVAL");
  assert.equal(result(await call("mmap", { mm: "mm", start: "500000", end: "501000", vma: "thp" })), "EINVAL");
});

test("Pages live as long as somebody maps them: a fork shares, a write copies", async () => {
  const { call, table } = await world();
  await call("mmap", { ...A, vma: "anon" });
  await call("fork", { mm: "mm", child: "child" });
  assert.equal(count(await call("munmap", A), "page_free"), 0);
  const write = await call("write_fault", { mm: "child", address: "100000" });
  assert.equal(count(write, "section_start"), 0, "the only one who maps a page may write to it again");
  assert.equal((await table("child")).filter(({ write }) => write).length, 1);
  assert.equal(count(await call("mmput", { mm: "child" }), "page_free"), 4);
});

test("A private file page is copied even by its only user; a shared one never", async () => {
  const { call } = await world();
  await call("mmap", { ...A, vma: "file" });
  assert.equal(count(await call("write_fault", { mm: "mm", address: "100000" }), "section_start"), 1);
  await call("mmap", { mm: "mm", start: "500000", end: "501000", vma: "shared" });
  await call("madvise_dontneed", { mm: "mm", start: "500000", end: "501000" });
  assert.equal(count(await call("write_fault", { mm: "mm", address: "500000" }), "section_start"), 0);
});

test("munmap of a part splits the VMA, and the huge page across the cut", async () => {
  const { call, table } = await world();
  await call("mmap", { ...HUGE, vma: "thp" });
  const events = await call("munmap", { mm: "mm", start: "200000", end: "300000" });
  assert.equal(count(events, "section_start"), 2);
  assert.equal((await table()).length, 256);
  assert.equal(result(await call("write_fault", { mm: "mm", address: "200000" })), "EFAULT");
  assert.equal(count(await call("munmap", { mm: "mm", start: "300000", end: "400000" }), "page_free"), 1);
});

test("mprotect tells of the populated part only", async () => {
  const { call } = await world("v6.1");
  await call("mmap", { mm: "mm", start: "100000", end: "800000", vma: "none-anon" });
  assert.equal(count(await call("mprotect_read", { mm: "mm", start: "100000", end: "200000" }), "section_start"), 0);
  await call("write_fault", { mm: "mm", address: "500000" });
  const [section] = (await call("mprotect_read", { mm: "mm", start: "200000", end: "800000" })).filter(
    ({ event }) => event === "section_start",
  );
  assert.ok(section !== undefined && "start" in section);
  assert.deepEqual([section.start, section.end], ["400000", "800000"]);
});

test("Events of ranges are told from v5.3 on", async () => {
  for (const [profile, kind] of [
    ["v3.19", undefined],
    ["v5.3", "UNMAP"],
  ] as const) {
    const { call } = await world(profile);
    await call("mmap", { ...A, vma: "anon" });
    const started = (await call("munmap", A)).find(({ event }) => event === "section_start");
    assert.equal(started !== undefined && "kind" in started ? started.kind : undefined, kind, profile);
  }
});
