/**
 * The cells that an interval tree is made of: one cache line of integers for each node, all in one array, so that a
 * step down the tree costs one access to memory and no write barrier. A cell is named by the index of its first word.
 * Cell 0 belongs to no node: it stands for "none", and its left child is the root.
 *
 * An address is held as two signed 32-bit words. They are biased (top bit inverted), so that their signed order is the
 * unsigned order of the addresses.
 */

/** The words of a cell. An address takes two: high, low. */
export const START = 0;
export const LAST = 2;
/** The greatest last byte in the left subtree; `maxOf` finds either side's. */
const LEFT_MAX = 4;
export const LEFT = 8;
export const RIGHT = 9;
/** The next in order, 0 at the end. With what comes before, it is all that a search reads. */
export const BEHIND = 10;
export const PARENT = 11;
/** The right subtree's height minus the left one's: -1, 0 or 1. */
export const TILT = 12;
/** The one before in order, 0 at the end. */
export const BEFORE = 13;
/** Words from one cell to the next: 64 bytes. */
export const CELL = 16;

/** A child's place in its parent. */
export type Side = typeof LEFT | typeof RIGHT;

/** The lowest address, biased: what an empty subtree gives as its greatest last byte. */
const LOWEST = -0x8000_0000;

/** A word of a cell; cells are never outside the array. */
export function word(cells: Int32Array, at: number): number {
  return cells[at] as number;
}

/** The other side. */
export function opposite(side: Side): Side {
  return side === LEFT ? RIGHT : LEFT;
}

/** Where the cell hangs below its parent. */
export function sideOf(cells: Int32Array, cell: number): Side {
  return word(cells, word(cells, cell + PARENT) + LEFT) === cell ? LEFT : RIGHT;
}

/** Where a cell keeps the greatest last byte of a side's subtree. */
export function maxOf(cell: number, side: Side): number {
  return cell + LEFT_MAX + 2 * (side - LEFT);
}

/** Whether the address at `a` is below the one at `b`. */
export function below(cells: Int32Array, a: number, b: number): boolean {
  const high = word(cells, a);
  const other = word(cells, b);
  return high < other || (high === other && word(cells, a + 1) < word(cells, b + 1));
}

/** Copies the address at `from` to `to`. */
export function copyAddress(cells: Int32Array, to: number, from: number): void {
  cells[to] = word(cells, from);
  cells[to + 1] = word(cells, from + 1);
}

/** Hangs a subtree (or none) below a cell. */
export function link(cells: Int32Array, parent: number, side: Side, child: number): void {
  cells[parent + side] = child;
  if (child !== 0) cells[child + PARENT] = parent;
}

/** Where the greatest last byte of a whole subtree stands. */
function greatest(cells: Int32Array, cell: number): number {
  let max = cell + LAST;
  if (below(cells, max, maxOf(cell, LEFT))) max = maxOf(cell, LEFT);
  if (below(cells, max, maxOf(cell, RIGHT))) max = maxOf(cell, RIGHT);
  return max;
}

/** Recomputes what a cell knows of a side's subtree; whether it has changed. */
export function refresh(cells: Int32Array, cell: number, side: Side): boolean {
  const to = maxOf(cell, side);
  const child = word(cells, cell + side);
  const from = greatest(cells, child);
  const high = child === 0 ? LOWEST : word(cells, from);
  const low = child === 0 ? LOWEST : word(cells, from + 1);
  if (word(cells, to) === high && word(cells, to + 1) === low) return false;
  cells[to] = high;
  cells[to + 1] = low;
  return true;
}

const address64 = new BigUint64Array(1);
const halves = new Int32Array(address64.buffer);
/** Which half of the address is the high one: the second on a little-endian machine. */
const HIGH = word(new Int32Array(BigUint64Array.of(1n).buffer), 0);

/** Writes an address into two words. (Taking a bigint apart by shifts costs ten times as much.) */
export function putAddress(cells: Int32Array, to: number, address: bigint): void {
  address64[0] = address;
  cells[to] = word(halves, HIGH) ^ LOWEST;
  cells[to + 1] = word(halves, 1 - HIGH) ^ LOWEST;
}

/** Makes a cell a leaf; its two addresses stay. */
export function clear(cells: Int32Array, cell: number): void {
  for (let at = cell + LEFT_MAX; at < cell + LEFT; at++) cells[at] = LOWEST;
  for (let at = cell + LEFT; at <= cell + BEFORE; at++) cells[at] = 0;
}

/** Room for the first few cells of a tree. */
const FIRST_WORDS = 8 * CELL;
/** Most trees are small and short-lived, and a buffer of its own would be most of such a tree's cost: they share some. */
const SHARED_WORDS = 128 * FIRST_WORDS;
let shared = new Int32Array(0);
let used = 0;

/** The cells of an empty tree. */
export function newCells(): Int32Array {
  if (used === shared.length) {
    shared = new Int32Array(SHARED_WORDS);
    used = 0;
  }
  const cells = shared.subarray(used, used + FIRST_WORDS);
  used += FIRST_WORDS;
  clear(cells, 0);
  return cells;
}

/** The same cells with twice the room. */
export function moreCells(cells: Int32Array): Int32Array {
  const more = new Int32Array(2 * cells.length);
  more.set(cells);
  return more;
}
