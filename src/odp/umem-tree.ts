import type { Coroutine } from "../kernel/point.ts";
import { IntervalTree } from "../notifier/interval-tree.ts";
import type { CountedUmem } from "./counted-umem.ts";

/** The umems of one context by their closed intervals (umem_rbtree.c of the patch of 2014). */
export class UmemTree {
  private readonly tree = new IntervalTree<CountedUmem>();

  get size(): number {
    return this.tree.size;
  }

  insert(umem: CountedUmem): void {
    if (!umem.empty) this.tree.insert(umem);
  }

  remove(umem: CountedUmem): void {
    if (!umem.empty) this.tree.remove(umem);
  }

  /** The umems that have a byte of [start,end). */
  overlapping(start: bigint, end: bigint): CountedUmem[] {
    const found: CountedUmem[] = [];
    if (start === end) return found;
    const last = end - 1n;
    for (let at = this.tree.first(start, last); at !== undefined; at = this.tree.next(at, start, last)) found.push(at);
    return found;
  }

  /**
   * rbt_ib_umem_for_each_in_range: visits every one, whatever the visits answer; true if one of
   * them said so. The caller holds the context's semaphore, so the tree stays as it is.
   */
  *forEach(start: bigint, end: bigint, visit: (umem: CountedUmem) => Coroutine<boolean>): Coroutine<boolean> {
    let answer = false;
    for (const umem of this.overlapping(start, end)) answer = (yield* visit(umem)) || answer;
    return answer;
  }
}
