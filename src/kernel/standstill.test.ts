import assert from "node:assert/strict";
import { test } from "node:test";
import { Kernel } from "./kernel.ts";
import { Mutex } from "./mutex.ts";
import type { Coroutine } from "./point.ts";
import { RwSem } from "./rwsem.ts";
import { standstill } from "./standstill.ts";
import { WaitQueue } from "./wait-queue.ts";

/** Runs threads one step at a time in turn until nobody can go on, and tells why. */
function whyStuck(make: (kernel: Kernel) => Record<string, () => Coroutine<unknown>>): string[] {
  const kernel = new Kernel();
  const { scheduler } = kernel;
  for (const [name, code] of Object.entries(make(kernel))) scheduler.thread(name).begin(code());
  for (let some = true; some; ) {
    const ready = scheduler.threads.filter((thread) => thread.runnable);
    for (const thread of ready) if (thread.runnable) scheduler.step(thread);
    some = ready.length > 0;
  }
  return standstill(
    scheduler.threads.filter(({ point }) => point !== undefined),
    scheduler,
  );
}

function* both(first: Mutex, second: Mutex): Coroutine {
  yield* first.lock();
  yield* second.lock();
}

test("a circle of waits is a deadlock that names who holds what", () => {
  const found = whyStuck((kernel) => {
    const [a, b] = [new Mutex(kernel, "a"), new Mutex(kernel, "b")];
    return { T1: () => both(a, b), T2: () => both(b, a) };
  });
  assert.deepEqual(found, ["deadlock: T1 waits for lock b held by T2; T2 waits for lock a held by T1"]);
});

test("a recursive reader behind a queued writer is a deadlock", () => {
  const found = whyStuck((kernel) => {
    const sem = new RwSem(kernel, "sem", "mmap_lock", "mm");
    return {
      *T1() {
        yield* sem.down("read");
        yield* sem.down("read");
      },
      T2: () => sem.down("write"),
    };
  });
  assert.match(
    found.join(),
    /^deadlock: T1 waits for mmap_lock sem held by T1 itself and T2; T2 waits for .* held by T1$/,
  );
});

test("who waits for a lock that nobody gives back starves", () => {
  const found = whyStuck((kernel) => {
    const a = new Mutex(kernel, "a");
    return { T1: () => a.lock(), T2: () => a.lock() };
  });
  assert.deepEqual(found, ["starvation: T2 waits for lock a held by T1, which has ended"]);
});

function waiting(kernel: Kernel, waker: (set: () => void, queue: WaitQueue) => Coroutine) {
  const queue = new WaitQueue(kernel, { kind: "interval" }, "q");
  let over = false;
  const set = () => {
    over = true;
  };
  return {
    T1: () =>
      queue.waitEvent(function* () {
        return over;
      }),
    T2: () => waker(set, queue),
  };
}

test("a waiter whose condition holds, and whom nobody woke, was forgotten", () => {
  const found = whyStuck((kernel) =>
    waiting(kernel, function* (set, queue) {
      yield* queue.wakeAll();
      // Whoever looks here looks too early.
      yield* new Mutex(kernel, "m").lock();
      set();
    }),
  );
  assert.deepEqual(found, ["lost wake-up: T1 waits for the end of a section; it has come, and nobody woke T1"]);
});

test("a waiter whose condition never comes to hold starves", () => {
  const found = whyStuck((kernel) => waiting(kernel, (_, queue) => queue.wakeAll()));
  assert.deepEqual(found, ["starvation: T1 waits for the end of a section"]);
});
