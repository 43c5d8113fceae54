/** Balance and augmentation of the interval tree: an AVL tree whose entries know their subtree's greatest last byte. */
import { below, type Entry } from "./interval-entry.ts";

type Link<N> = Entry<N> | undefined;

function heightOf<N>(entry: Link<N>): number {
  return entry === undefined ? 0 : entry.height;
}

/** Takes over a child's greatest last byte where it lies above the entry's own. */
function raise<N>(entry: Entry<N>, child: Link<N>): void {
  if (child === undefined || !below(entry.maxHigh, entry.maxLow, child.maxHigh, child.maxLow)) return;
  entry.maxHigh = child.maxHigh;
  entry.maxLow = child.maxLow;
}

/** Recomputes what an entry knows of its subtree. */
function refresh<N>(entry: Entry<N>): void {
  entry.height = Math.max(heightOf(entry.left), heightOf(entry.right)) + 1;
  entry.maxHigh = entry.lastHigh;
  entry.maxLow = entry.lastLow;
  raise(entry, entry.left);
  raise(entry, entry.right);
}

/** Lifts the right child above its parent; returns it. The caller links it to what is above. */
function rotateLeft<N>(top: Entry<N>, child: Entry<N>): Entry<N> {
  const inner = child.left;
  top.right = inner;
  if (inner !== undefined) inner.parent = top;
  child.left = top;
  child.parent = top.parent;
  top.parent = child;
  refresh(top);
  refresh(child);
  return child;
}

/** Lifts the left child above its parent; returns it. The caller links it to what is above. */
function rotateRight<N>(top: Entry<N>, child: Entry<N>): Entry<N> {
  const inner = child.right;
  top.left = inner;
  if (inner !== undefined) inner.parent = top;
  child.right = top;
  child.parent = top.parent;
  top.parent = child;
  refresh(top);
  refresh(child);
  return child;
}

/** Restores the balance of an entry whose subtrees are balanced; returns the new top. */
function settle<N>(top: Entry<N>): Entry<N> {
  const { left, right } = top;
  const tilt = heightOf(left) - heightOf(right);
  if (tilt > 1 && left !== undefined) {
    const inner = left.right;
    if (inner !== undefined && heightOf(left.left) < inner.height) top.left = rotateLeft(left, inner);
    return rotateRight(top, top.left ?? left);
  }
  if (tilt < -1 && right !== undefined) {
    const inner = right.left;
    if (inner !== undefined && heightOf(right.right) < inner.height) top.right = rotateRight(right, inner);
    return rotateLeft(top, top.right ?? right);
  }
  refresh(top);
  return top;
}

/** Puts `next` where `entry` hangs below `parent`; true if that was the root. */
export function replaceChild<N>(parent: Link<N>, entry: Entry<N>, next: Link<N>): boolean {
  if (next !== undefined) next.parent = parent;
  if (parent === undefined) return true;
  if (parent.left === entry) parent.left = next;
  else parent.right = next;
  return false;
}

/**
 * Climbs from the lowest entry whose subtree changed, until nothing more changes.
 * Returns the new root if the root changed.
 */
export function rebalance<N>(from: Link<N>): Link<N> {
  for (let entry = from; entry !== undefined; ) {
    const { parent, height, maxHigh, maxLow } = entry;
    const top: Entry<N> = settle(entry);
    if (top !== entry && replaceChild(parent, entry, top)) return top;
    if (top.height === height && top.maxHigh === maxHigh && top.maxLow === maxLow) return undefined;
    entry = parent;
  }
  return undefined;
}
