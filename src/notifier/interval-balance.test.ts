import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { attach, detach } from "./interval-balance.ts";
import {
  BEFORE,
  BEHIND,
  CELL,
  clear,
  LAST,
  LEFT,
  maxOf,
  PARENT,
  putAddress,
  RIGHT,
  type Side,
  START,
  TILT,
  word,
} from "./interval-cell.ts";

const ROOM = 400;

function address(cells: Int32Array, at: number): bigint {
  const half = (value: number) => BigInt((value ^ 0x8000_0000) >>> 0);
  return (half(word(cells, at)) << 32n) | half(word(cells, at + 1));
}

interface Seen {
  readonly height: number;
  readonly max: bigint;
}

/** Checks links, tilt and augmentation of a side's subtree, collecting its cells in order. */
function inspectSide(cells: Int32Array, cell: number, side: Side, order: number[]): Seen {
  const child = word(cells, cell + side);
  const seen: Seen = child === 0 ? { height: 0, max: 0n } : inspect(cells, child, cell, order);
  assert.equal(address(cells, maxOf(cell, side)), seen.max, "greatest last byte of a subtree");
  return seen;
}

function inspect(cells: Int32Array, cell: number, parent: number, order: number[]): Seen {
  assert.equal(word(cells, cell + PARENT), parent, "parent link");
  const left = inspectSide(cells, cell, LEFT, order);
  order.push(cell);
  const right = inspectSide(cells, cell, RIGHT, order);
  const tilt = right.height - left.height;
  assert.ok(Math.abs(tilt) <= 1, "balance");
  assert.equal(word(cells, cell + TILT), tilt, "tilt");
  const [max = 0n] = [address(cells, cell + LAST), left.max, right.max].sort((a, b) => (a > b ? -1 : 1));
  return { height: 1 + Math.max(left.height, right.height), max };
}

/** Checks a whole tree against the cells that it should hold, in order. */
function inspectTree(cells: Int32Array, expected: readonly number[]): void {
  const order: number[] = [];
  inspectSide(cells, 0, LEFT, order);
  assert.deepEqual(order, expected);
  const forth: number[] = [];
  for (let cell = word(cells, BEHIND); cell !== 0; cell = word(cells, cell + BEHIND)) forth.push(cell);
  assert.deepEqual(forth, expected, "ring");
  const back: number[] = [];
  for (let cell = word(cells, BEFORE); cell !== 0; cell = word(cells, cell + BEFORE)) back.push(cell);
  assert.deepEqual(back, expected.toReversed(), "ring, backwards");
}

function emptyTree(): Int32Array {
  const cells = new Int32Array(ROOM * CELL);
  clear(cells, 0);
  return cells;
}

function fill(cells: Int32Array, cell: number, start: bigint, last: bigint): void {
  clear(cells, cell);
  putAddress(cells, cell + START, start);
  putAddress(cells, cell + LAST, last);
}

/** Where the model puts an interval: behind all that start no later. */
function insertInto(model: number[], cells: Int32Array, cell: number): void {
  const start = address(cells, cell + START);
  const at = model.findIndex((other) => address(cells, other + START) > start);
  model.splice(at < 0 ? model.length : at, 0, cell);
}

const anAddress = fc.oneof(fc.bigInt(0n, 60n), fc.bigInt(0n, 2n ** 64n - 1n));

interface Change {
  readonly ends: readonly [bigint, bigint];
  readonly remove: boolean;
  readonly pick: number;
}

const change: fc.Arbitrary<Change> = fc.record({
  ends: fc.tuple(anAddress, anAddress).map(([a, b]): [bigint, bigint] => (a > b ? [b, a] : [a, b])),
  remove: fc.boolean(),
  pick: fc.nat(ROOM),
});

function apply(cells: Int32Array, model: number[], { ends, remove, pick }: Change, fresh: number): void {
  const [gone] = remove ? model.splice(pick % Math.max(1, model.length), 1) : [];
  if (gone !== undefined) {
    detach(cells, gone);
    return;
  }
  fill(cells, fresh, ...ends);
  attach(cells, fresh);
  insertInto(model, cells, fresh);
}

describe("the interval tree's cells", () => {
  it("keep order, balance and augmentation after every change", () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: ROOM - 1, size: "max" }), (changes) => {
        const cells = emptyTree();
        const model: number[] = [];
        for (const [index, one] of changes.entries()) {
          apply(cells, model, one, (index + 1) * CELL);
          inspectTree(cells, model);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("keep their balance when starts ascend, and when they go in any order", () => {
    const all = [...Array(ROOM - 1).keys()].map((index) => (index + 1) * CELL);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (order) => {
        const cells = emptyTree();
        for (const cell of all) {
          fill(cells, cell, BigInt(cell), 2n ** 64n - 1n - BigInt(cell));
          attach(cells, cell);
        }
        inspectTree(cells, all);
        const left = new Set(all);
        for (const cell of order) {
          detach(cells, cell);
          left.delete(cell);
          inspectTree(cells, [...left]);
        }
      }),
      { numRuns: 10 },
    );
  });
});
