import assert from "node:assert/strict";
import { test } from "node:test";
import { checkTrace } from "./check-trace.ts";
import { readFtraceLine } from "./read-ftrace-line.ts";

const HEAD = `# tracer: nop
#
# entries-in-buffer/entries-written: 12/12   #P:2
#
#           TASK-PID     CPU#  |||||  TIMESTAMP  FUNCTION
#              | |         |   |||||     |         |
`;

const REMOVED_TWICE = `${HEAD}     kworker/0:1-17      [000] d..1.   100.000001: insert: (mmu_interval_notifier_insert+0x0/0xd0) subscriber=0xffff888a12345678 mm=0xffff888a00000000 start=0x7f0000000000 length=0x4000
     kworker/0:1-17      [000] d..1.   100.000002: insert_ret: (drv_map+0x40/0x90 <- mmu_interval_notifier_insert) result=0
        close-it-21      [001] .....   100.000003: remove: (mmu_interval_notifier_remove+0x0/0x150) subscriber=0xffff888a12345678
        close-it-21      [001] .....   100.000004: remove_ret: (drv_close+0x1c/0x80 <- mmu_interval_notifier_remove)
        close-it-22      [001] .....   100.000005: remove: (mmu_interval_notifier_remove+0x0/0x150) subscriber=0xffff888a12345678
`;

test("ftrace's text is judged like any trace", async () => {
  const { violations, counts, skipped } = await checkTrace(
    (async function* () {
      yield Buffer.from(REMOVED_TWICE);
    })(),
    readFtraceLine,
  );
  assert.deepEqual([counts.events, skipped], [5, 6]);
  assert.deepEqual(
    violations.map(({ check, line, related }) => [check, line, related.map((one) => one.line)]),
    [["removed-twice", 11, [7, 10]]],
  );
});

test("flags and results are read as the kernel means them", () => {
  const start = "  a-b-9 [000] d.... 5.5: start: (f+0x0/0x1) mm=0x1 start=0x0 end=0x2000 flags=0x0 event=0";
  assert.deepEqual(readFtraceLine(start, 1), {
    event: "call",
    op: "invalidate_range_start",
    thread: "9",
    time: 5.5,
    start: "0",
    end: "2000",
    mm: "1",
    blockable: false,
  });
  const back = "  x-9 (  9) [000] d.... 5.6: start_ret: (g+0x1/0x2 <- f) result=0xfffffff5";
  assert.equal((readFtraceLine(back, 2) as { result?: unknown }).result, -11);
  assert.equal(readFtraceLine("  x-9 [000] d.... 5.6: sched_switch: prev_comm=x", 3), undefined);
});
