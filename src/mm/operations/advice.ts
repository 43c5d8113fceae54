import type { Status } from "../../kernel/errno.ts";
import type { Coroutine } from "../../kernel/point.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import type { AddressSpace } from "../address-space.ts";
import { higher, holes, lower } from "../bounds.ts";
import type { Memory } from "../memory.ts";
import { MmOperation } from "../operation.ts";
import type { Vma } from "../vma.ts";
import type { ThpSplit } from "./thp-split.ts";

/**
 * madvise of a range, one VMA after another, under mmap_lock for read (Linux mm/madvise.c, madvise_walk_vmas). What
 * was done before a VMA refused stays done; over a hole the rest is done, and the answer is ENOMEM.
 */
export abstract class Advice extends MmOperation {
  constructor(
    memory: Memory,
    protected readonly thp: ThpSplit,
  ) {
    super(memory);
  }

  *run(mm: Mm, start: bigint, end: bigint): Coroutine<Status> {
    const refused = this.refuse(mm, start, end);
    if (refused !== undefined) return refused;
    const space = this.space(mm);
    const taken = yield* space.lockRead();
    const rc = yield* this.advise(space, start, end);
    if (taken) mm.mmapLock.up();
    return rc;
  }

  *advise(space: AddressSpace, start: bigint, end: bigint): Coroutine<Status> {
    const vmas = space.overlapping(start, end);
    if (vmas.length === 0) return "ENOMEM";
    for (const vma of vmas) {
      if (!this.isFit(vma, start, end)) return "EINVAL";
      yield* this.follow(vma, higher(start, vma.start), lower(end, vma.end));
    }
    return holes(vmas, start, end) ? "ENOMEM" : 0;
  }

  /** Whether the advice can be given for such a VMA. */
  abstract isFit(vma: Vma, start: bigint, end: bigint): boolean;

  /** Does what was advised; the range is that of the call, clipped to the VMA. */
  abstract follow(vma: Vma, start: bigint, end: bigint): Coroutine;
}
