import assert from "node:assert/strict";
import { test } from "node:test";
import { Kernel } from "./kernel.ts";
import { HUGE_SIZE, PAGE_SIZE } from "./page.ts";
import { PageTable } from "./page-table.ts";
import { Pages } from "./pages.ts";
import type { Coroutine } from "./point.ts";
import type { Pte } from "./pte.ts";

/** Runs code as a kernel thread, and answers what it traced. */
function run(kernel: Kernel, code: Coroutine<unknown>) {
  kernel.scheduler.spawn("T1", code);
  kernel.scheduler.run();
  return kernel.drain();
}

function setUp() {
  const kernel = new Kernel();
  const table = new PageTable(kernel, "mm");
  const pages = new Pages(kernel);
  const pte = (huge = false): Pte => ({ page: pages.alloc("anon"), write: true, young: true, dirty: false, huge });
  return { kernel, table, pages, pte };
}

test("Entries change under the lock, and every change is traced", () => {
  const { kernel, table, pte } = setUp();
  const events = run(
    kernel,
    (function* () {
      yield table.lock.acquire;
      table.store(PAGE_SIZE, pte());
      table.store(PAGE_SIZE, undefined);
      table.lock.release();
    })(),
  );
  const changes = events.filter(({ event }) => event === "pte");
  assert.deepEqual(
    changes.map((event) => ("to" in event ? [event.from, event.to] : [])),
    [
      ["none", "P1"],
      ["P1", "none"],
    ],
  );
  assert.equal(events.filter(({ event }) => event === "warning").length, 0);
});

test("A change without the lock is diagnosed", () => {
  const { kernel, table, pte } = setUp();
  const events = run(
    kernel,
    (function* (): Coroutine {
      table.store(PAGE_SIZE, pte());
    })(),
  );
  assert.ok(events.some(({ event }) => event === "warning"));
});

test("A huge entry is found at every address that it maps, and gives way to small ones of the same page", () => {
  const { kernel, table, pte } = setUp();
  const last = 2n * HUGE_SIZE - PAGE_SIZE;
  const seen: (Pte | undefined)[] = [];
  run(
    kernel,
    (function* () {
      yield table.lock.acquire;
      table.store(HUGE_SIZE, pte(true));
      seen.push(table.read(HUGE_SIZE), table.read(last), table.read(2n * HUGE_SIZE));
      const huge = table.read(last);
      table.store(HUGE_SIZE, undefined);
      if (huge !== undefined) table.storeSplit(HUGE_SIZE, huge);
      seen.push(table.read(last));
      table.lock.release();
    })(),
  );
  assert.deepEqual(
    seen.map((entry) => entry && `${entry.page.name} ${entry.huge ? "huge" : "small"}`),
    ["P1 huge", "P1 huge", undefined, "P1 small"],
  );
  assert.equal(table.within(HUGE_SIZE, 2n * HUGE_SIZE).length, Number(HUGE_SIZE / PAGE_SIZE));
});

test("The last reference frees a page, and the zero page stays", () => {
  const { kernel, pages } = setUp();
  const page = pages.alloc("anon");
  pages.get(page);
  pages.get(page);
  const events = run(
    kernel,
    (function* () {
      yield* pages.put(page);
      yield* pages.put(pages.zero);
      kernel.info("one left");
      yield* pages.put(page);
    })(),
  );
  assert.deepEqual(
    events.map(({ event }) => event),
    ["message", "page_free"],
  );
});
