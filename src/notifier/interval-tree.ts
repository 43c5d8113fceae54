/**
 * The interval tree that finds the subscriptions a range touches (Linux 6.12 lib/interval_tree.c and
 * include/linux/interval_tree_generic.h: the same order and the same bounds).
 */
import { attach, detach } from "./interval-balance.ts";
import { BEHIND, CELL, clear, LAST, moreCells, newCells, PARENT, putAddress, START, word } from "./interval-cell.ts";
import { Place } from "./interval-place.ts";
import { firstOverlap, nextOverlap } from "./interval-search.ts";

/** A closed interval of bytes, 0 … 2^64-1. It must not change while it is in a tree. */
export interface IntervalNode {
  readonly start: bigint;
  readonly last: bigint;
}

/** The last byte there is. */
const ULONG_MAX = 0xffff_ffff_ffff_ffffn;

function check(start: bigint, last: bigint): void {
  if (start < 0n || start > last || last > ULONG_MAX) {
    throw new RangeError(`not an interval of 64-bit addresses: ${start.toString(16)} to ${last.toString(16)}`);
  }
}

/**
 * An augmented balanced tree of closed intervals, in ascending order of their starts. Among equal starts the one that
 * was inserted later comes later, as in the kernel's tree (an equal start goes to the right when it is inserted).
 * A node is in one tree at most. Insert, remove and each step of a query take O(log n).
 */
export class IntervalTree<N extends IntervalNode> {
  #cells = newCells();
  /** Which node stands in which cell. */
  readonly #nodes: (N | undefined)[] = [undefined];
  /** The first of the cells that were given back, chained by their parent words. */
  #free = 0;
  #size = 0;
  #hit: N | undefined = undefined;
  #hitCell = 0;

  /** How many nodes are in the tree. */
  get size(): number {
    return this.#size;
  }

  /** Adds a node. Throws if it is in a tree already, or is no interval of 64-bit addresses. */
  insert(node: N): void {
    if (Place.taken(node)) throw new Error("the interval is in a tree already");
    const { start, last } = node;
    check(start, last);
    const cell = this.#take();
    clear(this.#cells, cell);
    putAddress(this.#cells, cell + START, start);
    putAddress(this.#cells, cell + LAST, last);
    attach(this.#cells, cell);
    this.#nodes[cell / CELL] = node;
    Place.put(node, this, cell);
    this.#size += 1;
  }

  /** Takes a node out. Throws if it is not in this tree. */
  remove(node: N): void {
    const cell = this.#cellOf(node);
    detach(this.#cells, cell);
    Place.put(node, undefined, 0);
    this.#hit = undefined;
    this.#nodes[cell / CELL] = undefined;
    this.#cells[cell + PARENT] = this.#free;
    this.#free = cell;
    this.#size -= 1;
  }

  /** Whether a node is in this tree. */
  has(node: N): boolean {
    return Place.in(this, node) !== 0;
  }

  /** The node with the smallest start that overlaps the closed interval [start, last]. */
  first(start: bigint, last: bigint): N | undefined {
    this.#ask(start, last);
    return this.#found(firstOverlap(this.#cells));
  }

  /** The node that follows `node` among those that overlap [start, last]. Throws if `node` is not in this tree. */
  next(node: N, start: bigint, last: bigint): N | undefined {
    putAddress(this.#cells, START, start);
    putAddress(this.#cells, LAST, last);
    return this.#found(nextOverlap(this.#cells, this.#hit === node ? this.#hitCell : this.#cellOf(node)));
  }

  /** All nodes, in order. The tree must not change meanwhile. */
  *[Symbol.iterator](): IterableIterator<N> {
    for (let cell = word(this.#cells, BEHIND); cell !== 0; cell = word(this.#cells, cell + BEHIND)) {
      yield this.#nodes[cell / CELL] as N;
    }
  }

  #ask(start: bigint, last: bigint): void {
    check(start, last);
    putAddress(this.#cells, START, start);
    putAddress(this.#cells, LAST, last);
  }

  /** Remembers what was found: most often the next request starts from there. */
  #found(cell: number): N | undefined {
    this.#hitCell = cell;
    this.#hit = this.#nodes[cell / CELL];
    return this.#hit;
  }

  #cellOf(node: N): number {
    const cell = Place.in(this, node);
    if (cell === 0) throw new Error("the interval is not in this tree");
    return cell;
  }

  /** A cell that nobody uses. */
  #take(): number {
    const cell = this.#free;
    if (cell !== 0) {
      this.#free = word(this.#cells, cell + PARENT);
      return cell;
    }
    const fresh = this.#nodes.length * CELL;
    if (fresh === this.#cells.length) this.#cells = moreCells(this.#cells);
    this.#nodes.push(undefined);
    return fresh;
  }
}
