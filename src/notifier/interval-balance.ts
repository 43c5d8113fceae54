/** How an interval tree grows, shrinks and keeps its balance: an AVL tree over the cells of interval-cell.ts. */
import {
  BEFORE,
  BEHIND,
  below,
  copyAddress,
  LAST,
  LEFT,
  link,
  maxOf,
  opposite,
  PARENT,
  RIGHT,
  refresh,
  type Side,
  START,
  sideOf,
  TILT,
  word,
} from "./interval-cell.ts";

/** Lifts a cell's child on that side above it; the tilts are the caller's. */
function rotate(cells: Int32Array, top: number, side: Side): number {
  const other = opposite(side);
  const child = word(cells, top + side);
  link(cells, word(cells, top + PARENT), sideOf(cells, top), child);
  link(cells, top, side, word(cells, child + other));
  copyAddress(cells, maxOf(top, side), maxOf(child, other));
  link(cells, child, other, top);
  refresh(cells, child, other);
  return child;
}

/** Restores the balance where one side is higher by two; returns the new top. */
function settle(cells: Int32Array, top: number, side: Side): number {
  const sign = side === RIGHT ? 1 : -1;
  const child = word(cells, top + side);
  const lean = word(cells, child + TILT) * sign;
  if (lean >= 0) {
    cells[top + TILT] = lean === 0 ? sign : 0;
    cells[child + TILT] = lean === 0 ? -sign : 0;
    return rotate(cells, top, side);
  }
  const inner = rotate(cells, child, opposite(side));
  const innerLean = word(cells, inner + TILT) * sign;
  cells[top + TILT] = innerLean > 0 ? -sign : 0;
  cells[child + TILT] = innerLean < 0 ? sign : 0;
  cells[inner + TILT] = 0;
  return rotate(cells, top, side);
}

/** Climbs from a cell whose subtree has become higher by one. */
function grown(cells: Int32Array, from: number): void {
  for (let cell = from; ; ) {
    const parent = word(cells, cell + PARENT);
    if (parent === 0) return;
    const side = sideOf(cells, cell);
    const tilt = word(cells, parent + TILT) + (side === RIGHT ? 1 : -1);
    if (tilt === 2 || tilt === -2) {
      settle(cells, parent, side);
      return;
    }
    cells[parent + TILT] = tilt;
    if (tilt === 0) return;
    cell = parent;
  }
}

/** Climbs from a cell whose subtree on that side has become lower by one. */
function shrunk(cells: Int32Array, from: number, lower: Side): void {
  let side = lower;
  for (let cell = from; cell !== 0; ) {
    const tilt = word(cells, cell + TILT) + (side === LEFT ? 1 : -1);
    if (tilt === 2 || tilt === -2) cell = settle(cells, cell, opposite(side));
    else cells[cell + TILT] = tilt;
    if (word(cells, cell + TILT) !== 0) return;
    side = sideOf(cells, cell);
    cell = word(cells, cell + PARENT);
  }
}

/** Corrects the greatest last bytes above a cell, after something below it on that side has gone. */
function forget(cells: Int32Array, from: number, changed: Side): void {
  let side = changed;
  for (let cell = from; refresh(cells, cell, side) && cell !== 0; ) {
    side = sideOf(cells, cell);
    cell = word(cells, cell + PARENT);
  }
}

/** Puts a cell between its neighbours; cell 0 closes the ring. */
function chain(cells: Int32Array, before: number, cell: number, behind: number): void {
  cells[cell + BEFORE] = before;
  cells[cell + BEHIND] = behind;
  cells[before + BEHIND] = cell;
  cells[behind + BEFORE] = cell;
}

/** Hangs a fresh cell in its place, behind those with the same start; what it passes gains its last byte. */
export function attach(cells: Int32Array, cell: number): void {
  let parent = 0;
  let side: Side = LEFT;
  for (;;) {
    const max = maxOf(parent, side);
    if (below(cells, max, cell + LAST)) copyAddress(cells, max, cell + LAST);
    const next = word(cells, parent + side);
    if (next === 0) break;
    parent = next;
    side = below(cells, cell + START, parent + START) ? LEFT : RIGHT;
  }
  link(cells, parent, side, cell);
  if (side === LEFT) chain(cells, word(cells, parent + BEFORE), cell, parent);
  else chain(cells, parent, cell, word(cells, parent + BEHIND));
  grown(cells, cell);
}

/** Puts the cell's successor, the leftmost on its right, in its place; returns where the tree has become lower. */
function succeed(cells: Int32Array, cell: number): [number, Side] {
  const heir = word(cells, cell + BEHIND);
  const above = word(cells, heir + PARENT);
  const inPlace = above === cell;
  if (!inPlace) {
    link(cells, above, LEFT, word(cells, heir + RIGHT));
    link(cells, heir, RIGHT, word(cells, cell + RIGHT));
    copyAddress(cells, maxOf(heir, RIGHT), maxOf(cell, RIGHT));
  }
  link(cells, heir, LEFT, word(cells, cell + LEFT));
  copyAddress(cells, maxOf(heir, LEFT), maxOf(cell, LEFT));
  cells[heir + TILT] = word(cells, cell + TILT);
  link(cells, word(cells, cell + PARENT), sideOf(cells, cell), heir);
  return inPlace ? [heir, RIGHT] : [above, LEFT];
}

/** Takes a cell out of the tree. */
export function detach(cells: Int32Array, cell: number): void {
  const left = word(cells, cell + LEFT);
  const right = word(cells, cell + RIGHT);
  const parent = word(cells, cell + PARENT);
  const side = sideOf(cells, cell);
  if (left !== 0 && right !== 0) {
    const [above, lower] = succeed(cells, cell);
    forget(cells, above, lower);
    forget(cells, parent, side);
    shrunk(cells, above, lower);
  } else {
    link(cells, parent, side, left === 0 ? right : left);
    forget(cells, parent, side);
    shrunk(cells, parent, side);
  }
  const before = word(cells, cell + BEFORE);
  const behind = word(cells, cell + BEHIND);
  cells[before + BEHIND] = behind;
  cells[behind + BEFORE] = before;
}
