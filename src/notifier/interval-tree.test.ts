import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type IntervalNode, IntervalTree } from "./interval-tree.ts";

const MAX = 0xffff_ffff_ffff_ffffn;
const EDGES = [0n, 1n, 0xfffn, 0x1000n, 0x7fff_ffffn, 0x8000_0000n, 0xffff_ffffn, 0x1_0000_0000n, 1n << 63n, MAX - 1n];

const edge = fc.constantFrom(...EDGES, ...EDGES.map((address) => MAX - address));
const near = fc.bigInt(0n, 40n);
const address = fc.oneof(edge, near, fc.bigInt(0n, MAX));
const interval = fc.tuple(address, address).map(([a, b]) => (a <= b ? { start: a, last: b } : { start: b, last: a }));

type Step = { readonly do: "insert" | "remove" | "query"; readonly at: IntervalNode; readonly pick: number };
const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom("insert", "insert", "remove", "query"),
  at: interval,
  pick: fc.nat(1000),
});

/** The naive model: a list that is kept in order of the starts, later equal starts behind earlier ones. */
class Model {
  readonly nodes: IntervalNode[] = [];

  insert(node: IntervalNode): void {
    const behind = this.nodes.findIndex((other) => other.start > node.start);
    this.nodes.splice(behind < 0 ? this.nodes.length : behind, 0, node);
  }

  overlapping({ start, last }: IntervalNode): IntervalNode[] {
    return this.nodes.filter((node) => node.start <= last && node.last >= start);
  }
}

function walk(tree: IntervalTree<IntervalNode>, { start, last }: IntervalNode): IntervalNode[] {
  const found: IntervalNode[] = [];
  for (let node = tree.first(start, last); node !== undefined; node = tree.next(node, start, last)) found.push(node);
  return found;
}

function compare(tree: IntervalTree<IntervalNode>, model: Model): void {
  const nodes = [...tree];
  assert.equal(nodes.length, model.nodes.length);
  for (const [index, node] of nodes.entries()) assert.equal(node, model.nodes[index]);
  assert.equal(tree.size, model.nodes.length);
}

function removeOne(tree: IntervalTree<IntervalNode>, model: Model, pick: number): void {
  const [node] = model.nodes.splice(pick % Math.max(1, model.nodes.length), 1);
  if (node === undefined) return;
  tree.remove(node);
  assert.equal(tree.has(node), false);
  assert.throws(() => tree.remove(node), /not in this tree/);
}

function apply(tree: IntervalTree<IntervalNode>, model: Model, { do: what, at, pick }: Step): void {
  if (what === "insert") {
    const node = { ...at };
    tree.insert(node);
    model.insert(node);
    assert.ok(tree.has(node));
  } else if (what === "remove") removeOne(tree, model, pick);
  const found = walk(tree, at);
  const expected = model.overlapping(at);
  assert.equal(found.length, expected.length);
  for (const [index, node] of found.entries()) assert.equal(node, expected[index]);
}

describe("IntervalTree", () => {
  it("does what a sorted list does", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60, size: "max" }), (steps) => {
        const tree = new IntervalTree<IntervalNode>();
        const model = new Model();
        for (const one of steps) {
          apply(tree, model, one);
          compare(tree, model);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("holds the first and the last byte of the address space", () => {
    const tree = new IntervalTree<IntervalNode>();
    const first = { start: 0n, last: 0n };
    const last = { start: MAX, last: MAX };
    const all = { start: 0n, last: MAX };
    for (const node of [last, first, all]) tree.insert(node);
    assert.deepEqual(walk(tree, first), [first, all]);
    assert.deepEqual(walk(tree, last), [all, last]);
    assert.deepEqual(walk(tree, { start: 1n, last: MAX - 1n }), [all]);
  });

  it("puts the later of two equal starts behind the earlier, also when a node comes back", () => {
    const tree = new IntervalTree<IntervalNode & { name: string }>();
    const [a, b, c] = ["a", "b", "c"].map((name) => ({ name, start: 5n, last: 9n }));
    assert.ok(a && b && c);
    for (const node of [a, b, c]) tree.insert(node);
    tree.remove(a);
    tree.insert(a);
    assert.deepEqual([...tree].map(({ name }) => name).join(""), "bca");
  });

  it("reads a node's interval anew each time it is inserted", () => {
    const tree = new IntervalTree<IntervalNode>();
    const node = { start: 0n, last: 9n };
    tree.insert(node);
    tree.remove(node);
    node.start = 0x5000n;
    node.last = 0x5fffn;
    tree.insert(node);
    assert.equal(tree.first(0n, 9n), undefined);
    assert.equal(tree.first(0x5fffn, 0x6000n), node);
  });

  it("keeps a node to one tree, and leaves no trace on it", () => {
    const one = new IntervalTree<IntervalNode>();
    const two = new IntervalTree<IntervalNode>();
    const node = Object.freeze({ start: 1n, last: 2n });
    one.insert(node);
    assert.throws(() => one.insert(node), /in a tree already/);
    assert.throws(() => two.insert(node), /in a tree already/);
    assert.throws(() => two.remove(node), /not in this tree/);
    assert.throws(() => two.next(node, 1n, 2n), /not in this tree/);
    assert.equal(two.has(node), false);
    assert.deepEqual(Reflect.ownKeys(node), ["start", "last"]);
    one.remove(node);
    two.insert(node);
    assert.ok(two.has(node));
  });

  it("refuses what is no interval of 64-bit addresses, and stays as it was", () => {
    const tree = new IntervalTree<IntervalNode>();
    for (const [start, last] of [
      [2n, 1n],
      [-1n, 1n],
      [0n, MAX + 1n],
    ] as const) {
      const node = { start, last };
      assert.throws(() => tree.insert(node), RangeError);
      assert.throws(() => tree.first(start, last), RangeError);
      assert.equal(tree.has(node), false);
    }
    assert.equal(tree.size, 0);
  });
});
