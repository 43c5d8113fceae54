import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { idOf, READ, WRITE } from "../kernel/access.ts";
import type { Coroutine } from "../kernel/point.ts";
import { Dpor } from "./dpor.ts";
import { type Code, type Playground, program } from "./fixtures/playground.ts";
import { sleepSetSearch } from "./searches.ts";

/** Small pieces of code over every primitive; a thread is a few of them, one after another. */
const PIECES: Readonly<Record<string, Code>> = {
  "read x": (p) => look(p, "x"),
  "write x": (p) => p.write("x", 1),
  "write y": (p) => p.write("y", 1),
  "x under a": (p) => p.holding(p.a, () => p.increment("x")),
  "y under b": (p) => p.holding(p.b, () => p.increment("y")),
  "x in a read section": (p) => p.guarded("read", () => look(p, "x")),
  "x in a write section": (p) => p.guarded("write", () => p.write("x", 2)),
  *spin(p) {
    yield p.spin.acquire;
    p.cells.s = (p.cells.s ?? 0) * 2 + Number(p.kernel.current.name.slice(1));
    p.spin.release();
  },
  *"try a"(p) {
    const got = yield* p.a.trylock();
    yield* p.write(`${p.kernel.current.name} got a`, got ? 1 : 0);
    if (got) p.a.unlock();
  },
  *downgrade(p) {
    yield* p.rwsem.down("write");
    yield* p.write("y", 3);
    p.rwsem.downgrade();
    yield* look(p, "x");
    p.rwsem.up();
  },
  *"x in the step that spins"(p) {
    yield p.spin.acquire;
    p.kernel.touch(idOf("cell x"), WRITE);
    p.cells.x = (p.cells.x ?? 0) + 1;
    p.spin.release();
  },
  *"x in a later step"(p) {
    yield p.spin.acquire;
    yield* look(p, "x");
    p.spin.release();
  },
  *"x and y, spinning"(p) {
    yield p.spin.acquire;
    yield* p.write("y", 2);
    yield* p.write("x", 3);
    p.spin.release();
  },
  *"x after a wait"(p) {
    yield* p.queue.waitEvent(function* () {
      return (yield* p.read("y")) !== 0;
    });
    p.kernel.touch(idOf("cell x"), READ);
    p.cells.waited = p.cells.x ?? 0;
  },
  *"a wake-up that writes x"(p) {
    yield* p.queue.wakeAll();
    p.kernel.touch(idOf("cell x"), WRITE);
    p.cells.x = 4;
  },
  "wait for x": (p) =>
    p.queue.waitEvent(function* () {
      return (yield* p.read("x")) !== 0;
    }),
  wake: (p) => p.queue.wakeAll(),
  *"srcu section"(p) {
    const section = yield* p.kernel.srcu.readLock();
    yield* look(p, "y");
    p.kernel.srcu.readUnlock(section);
  },
  synchronize: (p) => p.kernel.srcu.synchronize(),
};

/** What a thread sees of a cell is part of the outcome. */
function* look(p: Playground, cell: string): Coroutine {
  const value = yield* p.read(cell);
  const key = `${p.kernel.current.name} saw ${cell}`;
  p.cells[key] = (p.cells[key] ?? 0) * 10 + value;
}

function threadOf(names: readonly string[]): Code {
  return function* (p) {
    for (const name of names) yield* PIECES[name]?.(p) ?? [];
  };
}

const piece = fc.constantFrom(...Object.keys(PIECES));
const threads = fc.array(fc.array(piece, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 3 });

test("on any small program the fast search makes one execution for each class of orders, and misses nothing", () => {
  fc.assert(
    fc.property(threads, (names) => {
      const subject = program(...names.map(threadOf));
      const slow = sleepSetSearch(subject, { maxExecutions: 2000 });
      if (!slow.complete) return;
      const fast = new Dpor(subject).run();
      assert.deepEqual([...fast.outcomes.keys()].sort(), [...slow.outcomes.keys()].sort());
      assert.equal(fast.executions, slow.executions);
    }),
    { numRuns: Number(process.env.RUNS ?? 300), seed: Number(process.env.SEED ?? 1) },
  );
});
