/**
 * The interval tree that finds the subscriptions a range touches (Linux 6.12 lib/interval_tree.c and
 * include/linux/interval_tree_generic.h: the same order and the same bounds).
 */
import { rebalance, replaceChild } from "./interval-balance.ts";
import { below, type Entry, EntryOf, high, low, split } from "./interval-entry.ts";

/** A closed interval of bytes, 0 … 2^64-1. It must not change while it is in a tree. */
export interface IntervalNode {
  readonly start: bigint;
  readonly last: bigint;
}

/** The last byte there is. */
const ULONG_MAX = 0xffff_ffff_ffff_ffffn;

/** Loads an entry's keys from its node. */
function load<N extends IntervalNode>(entry: Entry<N>): void {
  const { start, last } = entry.node;
  check(start, last);
  split(start);
  entry.startHigh = high();
  entry.startLow = low();
  split(last);
  entry.maxHigh = entry.lastHigh = high();
  entry.maxLow = entry.lastLow = low();
  entry.height = 1;
}

function check(start: bigint, last: bigint): void {
  if (start < 0n || start > last || last > ULONG_MAX) {
    throw new RangeError(`not an interval of 64-bit addresses: ${start.toString(16)} to ${last.toString(16)}`);
  }
}

function leftmost<N>(from: Entry<N>): Entry<N> {
  let entry = from;
  while (entry.left !== undefined) entry = entry.left;
  return entry;
}

function successor<N>(from: Entry<N>): Entry<N> | undefined {
  if (from.right !== undefined) return leftmost(from.right);
  let entry = from;
  while (entry.parent !== undefined && entry.parent.right === entry) entry = entry.parent;
  return entry.parent;
}

/**
 * An augmented balanced tree of closed intervals, in ascending order of their starts. Among equal starts the one that
 * was inserted later comes later, as in the kernel's tree (an equal start goes to the right when it is inserted).
 * A node is in one tree at most. Insert, remove and a query's first hit take O(log n).
 */
export class IntervalTree<N extends IntervalNode> {
  #root: Entry<N> | undefined = undefined;
  #size = 0;

  /** How many nodes are in the tree. */
  get size(): number {
    return this.#size;
  }

  /** Adds a node. Throws if it is in a tree already, or is no interval of 64-bit addresses. */
  insert(node: N): void {
    const entry = EntryOf.make(node);
    if (entry.owner !== undefined) throw new Error("the interval is in a tree already");
    load(entry);
    entry.owner = this;
    this.#size += 1;
    this.#attach(entry);
  }

  /** Takes a node out. Throws if it is not in this tree. */
  remove(node: N): void {
    const entry = this.#entry(node);
    this.#detach(entry);
    entry.owner = entry.parent = entry.left = entry.right = undefined;
    this.#size -= 1;
  }

  /** Whether a node is in this tree. */
  has(node: N): boolean {
    return EntryOf.find(node)?.owner === this;
  }

  /** The node with the smallest start that overlaps the closed interval [start, last]. */
  first(start: bigint, last: bigint): N | undefined {
    check(start, last);
    split(last);
    const lastHigh = high();
    const lastLow = low();
    split(start);
    return this.#root && firstBelow(this.#root, high(), low(), lastHigh, lastLow)?.node;
  }

  /** The node that follows `node` among those that overlap [start, last]. Throws if `node` is not in this tree. */
  next(node: N, start: bigint, last: bigint): N | undefined {
    check(start, last);
    split(last);
    const lastHigh = high();
    const lastLow = low();
    split(start);
    return nextAfter(this.#entry(node), high(), low(), lastHigh, lastLow)?.node;
  }

  /** All nodes, in order. The tree must not change meanwhile. */
  *[Symbol.iterator](): IterableIterator<N> {
    let entry = this.#root && leftmost(this.#root);
    for (; entry !== undefined; entry = successor(entry)) yield entry.node;
  }

  #entry(node: N): Entry<N> {
    const entry = EntryOf.find(node);
    if (entry?.owner !== this) throw new Error("the interval is not in this tree");
    return entry;
  }

  /** Walks down to the new entry's place; every subtree that it passes gains its last byte. */
  #attach(entry: Entry<N>): void {
    const { startHigh, startLow, lastHigh, lastLow } = entry;
    let parent: Entry<N> | undefined;
    let toLeft = false;
    for (let at = this.#root; at !== undefined; at = toLeft ? at.left : at.right) {
      if (below(at.maxHigh, at.maxLow, lastHigh, lastLow)) {
        at.maxHigh = lastHigh;
        at.maxLow = lastLow;
      }
      parent = at;
      toLeft = below(startHigh, startLow, at.startHigh, at.startLow);
    }
    entry.parent = parent;
    if (parent === undefined) this.#root = entry;
    else if (toLeft) parent.left = entry;
    else parent.right = entry;
    this.#root = rebalance(parent) ?? this.#root;
  }

  #detach(entry: Entry<N>): void {
    if (entry.left !== undefined && entry.right !== undefined) this.#swapOut(entry, leftmost(entry.right));
    else this.#replace(entry, entry.left ?? entry.right, entry.parent);
  }

  /** Replaces an entry by its only child, and rebalances from where the tree became lower. */
  #replace(entry: Entry<N>, child: Entry<N> | undefined, from: Entry<N> | undefined): void {
    if (replaceChild(entry.parent, entry, child)) this.#root = child;
    this.#root = rebalance(from) ?? this.#root;
  }

  /** Lets the successor, which has no left child, take the place of an entry with two children. */
  #swapOut(entry: Entry<N>, heir: Entry<N>): void {
    const { left, right } = entry;
    const from = heir.parent === entry ? heir : heir.parent;
    if (heir !== right) {
      replaceChild(heir.parent, heir, heir.right);
      heir.right = right;
      if (right !== undefined) right.parent = heir;
    }
    heir.left = left;
    if (left !== undefined) left.parent = heir;
    // What the heir seems to know is what its predecessor knew, so that the climb sees what has changed since.
    heir.height = entry.height;
    heir.maxHigh = entry.maxHigh;
    heir.maxLow = entry.maxLow;
    this.#replace(entry, heir, from);
    this.#root = rebalance(heir) ?? this.#root;
  }
}

/** Whether something below this link may reach up to the address. */
function reaches<N>(entry: Entry<N> | undefined, startHigh: number, startLow: number): entry is Entry<N> {
  return entry !== undefined && !below(entry.maxHigh, entry.maxLow, startHigh, startLow);
}

/**
 * The first entry of a subtree that overlaps. The left subtree goes first: if something in it reaches up to the start,
 * then it holds the answer, or nothing does, since all that follows starts later still.
 */
function firstBelow<N>(from: Entry<N>, startHigh: number, startLow: number, lastHigh: number, lastLow: number) {
  let entry: Entry<N> | undefined = reaches(from, startHigh, startLow) ? from : undefined;
  while (entry !== undefined) {
    if (reaches(entry.left, startHigh, startLow)) entry = entry.left;
    else if (below(lastHigh, lastLow, entry.startHigh, entry.startLow)) return undefined;
    else if (!below(entry.lastHigh, entry.lastLow, startHigh, startLow)) return entry;
    else entry = entry.right;
  }
  return undefined;
}

/** The entry that follows among those that overlap: below it on the right, or above it. */
function nextAfter<N>(from: Entry<N>, startHigh: number, startLow: number, lastHigh: number, lastLow: number) {
  let entry = from;
  for (;;) {
    if (reaches(entry.right, startHigh, startLow)) {
      return firstBelow(entry.right, startHigh, startLow, lastHigh, lastLow);
    }
    while (entry.parent !== undefined && entry.parent.right === entry) entry = entry.parent;
    if (entry.parent === undefined) return undefined;
    entry = entry.parent;
    if (below(lastHigh, lastLow, entry.startHigh, entry.startLow)) return undefined;
    if (!below(entry.lastHigh, entry.lastLow, startHigh, startLow)) return entry;
  }
}
