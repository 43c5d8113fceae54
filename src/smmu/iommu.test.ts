import assert from "node:assert/strict";
import { test } from "node:test";
import { ULONG_MAX } from "../notifier/range.ts";
import { type Forget, IOMMU_KINDS } from "./iommu.ts";

const PAGES = { ranges: false };
const RANGES = { ranges: true };
const LIMIT = 512n * 0x1000n;

function say(what: Forget): string {
  return what === "everything" ? what : `${what.start.toString(16)}-${what.end.toString(16)} in ${what.count}`;
}

test("smmuv3: everything from the limit on, for an empty notice, and for one that no range command can name", () => {
  const { forget } = IOMMU_KINDS.smmuv3;
  assert.equal(say(forget(0x1000n, 0x3000n, PAGES)), "1000-3000 in 2");
  assert.equal(say(forget(0n, LIMIT - 0x1000n, PAGES)), "0-1ff000 in 511");
  assert.equal(say(forget(0n, LIMIT, PAGES)), "everything");
  assert.equal(say(forget(0n, LIMIT, RANGES)), "0-200000 in 1");
  assert.equal(say(forget(0x1000n, 0x1000n, RANGES)), "everything");
  assert.equal(say(forget(0n, ULONG_MAX, RANGES)), "everything");
});

test("A notice that begins or ends inside a page takes a command for every page that it touches", () => {
  assert.equal(say(IOMMU_KINDS.ocxl.forget(0x1800n, 0x3001n, PAGES)), "1800-3001 in 3");
});

test("The others know the notice of everything, and nothing else", () => {
  for (const kind of ["vtd", "amd", "ocxl"] as const) {
    const { forget } = IOMMU_KINDS[kind];
    assert.equal(say(forget(0n, ULONG_MAX, PAGES)), "everything", kind);
    assert.notEqual(say(forget(0n, ULONG_MAX - 0xfffn, PAGES)), "everything", kind);
  }
});
