import assert from "node:assert/strict";
import { test } from "node:test";
import { Dpor } from "./dpor.ts";
import { ModelProgram } from "./model-program.ts";
import { invalidatorReader } from "./models/invalidator-reader.ts";
import { invalidatorsReaderRemover } from "./models/invalidators-reader-remover.ts";
import type { Machine } from "./models/machine.ts";
import { invalidator, notifierMachine, remover } from "./models/notifier.ts";
import { retryingReaders } from "./models/retrying-readers.ts";
import { replay } from "./replay.ts";
import { runNow } from "./search.ts";
import { plainSearch, sleepSetSearch } from "./searches.ts";
import { Stateful } from "./stateful.ts";

const search = (model: Machine) => runNow(new Stateful(model).search());
const sorted = (outcomes: ReadonlyMap<string, unknown>) => [...outcomes.keys()].sort();

/** Small enough for every order without any reduction. */
const SMALL: Readonly<Record<string, Machine>> = {
  "one invalidator, one reader": invalidatorReader(),
  "the reader does not ask whether the sequence moved": invalidatorReader({ noRetryTest: true }),
  "the reader does not wait for the section": invalidatorReader({ readerDoesNotWait: true }),
  "one invalidator, one remover": notifierMachine([invalidator(0), remover(1)], [], true),
  "the remover tests without the lock": notifierMachine(
    [invalidator(0), remover(1, { removerTestsUnlocked: true })],
    [],
    true,
  ),
  "two invalidators": notifierMachine([invalidator(0), invalidator(1)], [], true),
};

for (const [name, model] of Object.entries(SMALL)) {
  test(`${name}: the states have the outcomes of every order, and so do the classes of orders`, () => {
    const program = new ModelProgram(model);
    const everything = sorted(plainSearch(program).outcomes);
    assert.deepEqual(sorted(search(model).outcomes), everything);
    const reduced = new Dpor(program).run();
    assert.deepEqual(sorted(reduced.outcomes), everything);
    assert.equal(reduced.executions, sleepSetSearch(program).executions);
  });
}

const LARGE: Readonly<Record<string, Machine>> = {
  "two invalidators, a reader, a remover": invalidatorsReaderRemover(),
  "one invalidator, two retrying readers": retryingReaders(1),
};

for (const [name, model] of Object.entries(LARGE)) {
  test(`${name}: states and classes of orders have the same outcomes, and nobody is stuck`, () => {
    const found = search(model);
    const reduced = new Dpor(new ModelProgram(model)).run();
    assert.deepEqual(sorted(found.outcomes), sorted(reduced.outcomes));
    assert.ok(reduced.redundant <= reduced.executions / 100, `${reduced.redundant} of ${reduced.executions}`);
    assert.equal(found.deadlocks, 0);
    assert.ok(found.complete);
  });
}

test("every witness leads to its outcome", () => {
  const model = invalidatorsReaderRemover({ removerTestsUnlocked: true });
  for (const [outcome, { witness }] of search(model).outcomes) {
    assert.deepEqual([...replay(new ModelProgram(model), witness).outcomes.keys()], [outcome]);
  }
});

test("the protocol keeps its promise, and each defect breaks it", () => {
  const broken = (model: Machine) =>
    sorted(search(model).outcomes).filter((text) => text.includes("stale") || text.includes("after its removal"));
  assert.deepEqual(broken(invalidatorReader()), []);
  assert.deepEqual(broken(invalidatorsReaderRemover()), []);
  assert.deepEqual(broken(retryingReaders(2)), []);
  assert.deepEqual(broken(invalidatorReader({ noRetryTest: true })), ["T2 committed, entry stale"]);
  assert.deepEqual(broken(invalidatorReader({ readerDoesNotWait: true })), ["T2 committed, entry stale"]);
  assert.equal(broken(invalidatorsReaderRemover({ removerTestsUnlocked: true })).length, 6);
});

test("a bound on the states cuts the search short, and says so", () => {
  const cut = runNow(new Stateful(retryingReaders(2), { maxStates: 100 }).search());
  assert.equal(cut.complete, false);
  assert.equal(cut.cut, "max-executions");
  const interrupted = runNow(new Stateful(retryingReaders(2), { interrupted: () => true }).search());
  assert.equal(interrupted.cut, "interrupted");
});
