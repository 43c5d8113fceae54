import assert from "node:assert/strict";
import { test } from "node:test";
import { idOf, WRITE } from "../kernel/access.ts";
import { Dpor } from "./dpor.ts";
import { type Code, program } from "./fixtures/playground.ts";
import type { Program } from "./program.ts";
import { plainSearch, sleepSetSearch } from "./searches.ts";

const increment: Code = (p) => p.increment("x");
const locked: Code = (p) => p.holding(p.a, () => p.increment("x"));
const spinning: Code = function* (p) {
  yield p.spin.acquire;
  p.cells.x = (p.cells.x ?? 0) * 2 + 1;
  p.spin.release();
};
const doubling: Code = function* (p) {
  yield p.spin.acquire;
  p.cells.x = (p.cells.x ?? 0) * 3;
  p.spin.release();
};
const ab: Code = (p) => p.holding(p.a, () => p.holding(p.b, () => p.increment("x")));
const ba: Code = (p) => p.holding(p.b, () => p.holding(p.a, () => p.increment("x")));
const reader: Code = (p) =>
  p.guarded("read", function* () {
    yield* p.write(`r${p.kernel.current.name}`, yield* p.read("x"));
  });
const writer: Code = (p) => p.guarded("write", () => p.increment("x"));
const nestedReader: Code = (p) => p.guarded("read", () => p.guarded("read", () => p.write("n", 1)));
const downgrader: Code = function* (p) {
  yield* p.rwsem.down("write");
  yield* p.increment("x");
  p.rwsem.downgrade();
  yield* p.write("d", yield* p.read("y"));
  p.rwsem.up();
};
const tryWriter: Code = function* (p) {
  const got = yield* p.rwsem.trylock("write");
  yield* p.write("try", got ? 1 : 2);
  if (got) p.rwsem.up();
};
const tryLocked: Code = function* (p) {
  const got = yield* p.a.trylock();
  yield* p.write(`try${p.kernel.current.name}`, got ? 1 : 2);
  if (got) p.a.unlock();
};
const waiter: Code = (p) =>
  p.queue.waitEvent(function* () {
    return (yield* p.read("ready")) === 1;
  });
const waker: Code = function* (p) {
  yield* p.write("ready", 1);
  yield* p.queue.wakeAll();
};
const earlyWaker: Code = function* (p) {
  yield* p.queue.wakeAll();
  yield* p.write("ready", 1);
};
const srcuReader: Code = function* (p) {
  const section = yield* p.kernel.srcu.readLock();
  yield* p.write(`s${p.kernel.current.name}`, yield* p.read("freed"));
  p.kernel.srcu.readUnlock(section);
};
const srcuWriter: Code = function* (p) {
  yield* p.write("unlinked", 1);
  yield* p.kernel.srcu.synchronize();
  yield* p.write("freed", 1);
};
const gated: Code = function* (p) {
  yield* p.gate.pass();
  yield* p.write("g", 1);
};

/** Changes a cell in the very step that takes the lock, and again when it has let go of it. */
const eager: Code = function* (p) {
  yield* p.a.lock();
  p.kernel.touch(idOf("cell x"), WRITE);
  p.cells.x = 1;
  yield* p.write("y", 1);
  p.a.unlock();
  yield* p.write("x", 2);
};
const lockedReader: Code = (p) =>
  p.holding(p.a, function* () {
    const y = yield* p.read("y");
    p.cells.seen = y * 10 + (yield* p.read("x"));
  });

const PROGRAMS: Readonly<Record<string, Program>> = {
  "two increments": program(increment, increment),
  "three increments": program(increment, increment, increment),
  "two locked increments": program(locked, locked),
  "three locked increments": program(locked, locked, locked),
  "a cell changes in the step that takes the lock": program(lockedReader, eager),
  "two read what changes in the step that takes the lock": program(lockedReader, eager, lockedReader),
  "locked and unlocked": program(locked, increment, locked),
  "spinlock, three threads": program(spinning, doubling, spinning),
  "spinlock, four threads": program(spinning, doubling, spinning, doubling),
  "lock order": program(ab, ba),
  "lock order, three threads": program(ab, ba, ab),
  "readers and a writer": program(reader, reader, writer),
  "two writers and a reader": program(writer, writer, reader),
  "recursive reader and a writer": program(nestedReader, writer),
  "recursive reader, writer, reader": program(nestedReader, writer, reader),
  downgrade: program(downgrader, reader, writer),
  "trylock of a semaphore": program(tryWriter, reader),
  "trylock beside reader and writer": program(tryWriter, reader, writer),
  "trylock of a mutex": program(tryLocked, locked),
  "two trylocks": program(tryLocked, tryLocked, locked),
  "waiter and waker": program(waiter, waker),
  "two waiters": program(waiter, waiter, waker),
  "lost wake-up": program(waiter, earlyWaker),
  srcu: program(srcuReader, srcuWriter),
  "srcu, two readers": program(srcuReader, srcuReader, srcuWriter),
  "a gate that nobody opens": program(gated, increment, increment),
};

for (const [name, subject] of Object.entries(PROGRAMS)) {
  test(`${name}: one execution for each class of orders, and no outcome is missed`, () => {
    const reduced = new Dpor(subject).run();
    const sleeping = sleepSetSearch(subject);
    const everything = plainSearch(subject);
    assert.deepEqual([...reduced.outcomes.keys()].sort(), [...everything.outcomes.keys()].sort());
    assert.equal(reduced.executions, sleeping.executions);
    assert.ok(
      reduced.redundant <= Math.max(1, reduced.executions / 100),
      `${reduced.redundant} of ${reduced.executions} redundant`,
    );
    assert.ok(reduced.complete);
  });
}

test("What a spawned thread does comes after whoever spawned it", () => {
  // The steps of the worker must not stand before the spawner's in an order that is tried: it cannot run there.
  const reader: Code = function* (p) {
    yield* p.read("x");
    yield* p.write("q", 1);
  };
  const spawner: Code = function* (p) {
    yield* p.write("q", 2);
    yield* p.write("q", 3);
    yield* p.write("x", 1);
    p.kernel.scheduler.spawn("worker", p.read("w"));
  };
  const spawning = program(reader, spawner);
  assert.equal(new Dpor(spawning).run().executions, sleepSetSearch(spawning).executions);
});
