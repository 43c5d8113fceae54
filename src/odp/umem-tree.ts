import { idOf, READ, WRITE } from "../kernel/access.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Coroutine } from "../kernel/point.ts";
import { IntervalTree } from "../notifier/interval-tree.ts";
import type { CountedUmem } from "./counted-umem.ts";

/** The umems of one context by their closed intervals (umem_rbtree.c of the patch of 2014). */
export class UmemTree {
  protected readonly tree = new IntervalTree<CountedUmem>();
  private readonly id: number;

  constructor(
    private readonly kernel: Kernel,
    owner: string,
  ) {
    this.id = idOf(`umems of ${owner}`);
  }

  get size(): number {
    return this.tree.size;
  }

  insert(umem: CountedUmem): void {
    this.kernel.touch(this.id, WRITE);
    if (!umem.empty) this.tree.insert(umem);
  }

  remove(umem: CountedUmem): void {
    this.kernel.touch(this.id, WRITE);
    if (!umem.empty) this.tree.remove(umem);
  }

  /** The umems that have a byte of [start,end). */
  overlapping(start: bigint, end: bigint): CountedUmem[] {
    this.kernel.touch(this.id, READ);
    const found: CountedUmem[] = [];
    if (start === end) return found;
    const last = this.lastOf(end);
    for (let at = this.tree.first(start, last); at !== undefined; at = this.tree.next(at, start, last)) found.push(at);
    return found;
  }

  /** Ranges are half-open, intervals closed. */
  lastOf(end: bigint): bigint {
    return end - 1n;
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
