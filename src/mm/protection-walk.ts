import { HUGE_SIZE, hugeOf } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import { type Pte, sizeOf } from "../kernel/pte.ts";
import type { AddressSpace } from "./address-space.ts";
import { higher, lower } from "./bounds.ts";
import type { CallSite } from "./call-sites.ts";
import type { Gather } from "./gather.ts";
import { VmaSplitter } from "./vma-split.ts";

/**
 * change_protection: the walk that mprotect shares with NUMA hinting and userfaultfd-wp (Linux
 * mm/mprotect.c). Each says what becomes of an entry.
 */
export abstract class ProtectionWalk extends VmaSplitter {
  /** Whose sections they are. */
  protected abstract readonly site: CallSite;
  /** The entry as it shall be; the same one if nothing changes. */
  protected abstract change(pte: Pte): Pte;

  /** Chunk by chunk: what one upper-level table maps. */
  *changeProtection(space: AddressSpace, start: bigint, end: bigint, gather: Gather): Coroutine {
    if (this.policy.mprotectWhole) return yield* this.changeInSection(space, start, end, gather);
    const size = this.policy.mprotectChunk;
    for (let at = start; at < end; at += size - (at % size)) {
      yield* this.changeChunk(space, at, lower(at + size - (at % size), end), gather);
    }
  }

  /**
   * The section starts at the first populated entry and reaches to the end of the chunk; without
   * one there is none. "Not started" is a state of its own, not address 0.
   */
  *changeChunk(space: AddressSpace, start: bigint, end: bigint, gather: Gather): Coroutine {
    const from = this.firstPopulated(space, start, end);
    if (from !== undefined) yield* this.changeInSection(space, from, end, gather);
  }

  protected *changeInSection(space: AddressSpace, start: bigint, end: bigint, gather: Gather): Coroutine {
    const range = yield* this.sections.start(space.mm, this.site, start, end);
    yield* this.changeEntries(space, start, end, gather);
    yield* this.sections.end(range);
  }

  firstPopulated(space: AddressSpace, start: bigint, end: bigint): bigint | undefined {
    const step = this.policy.mprotectStep;
    for (let at = start; at < end; at = hugeOf(at) + HUGE_SIZE) {
      if (!space.table.isPopulated(at)) continue;
      return higher(at - (at % step), start);
    }
    return undefined;
  }

  *changeEntries(space: AddressSpace, start: bigint, end: bigint, gather: Gather): Coroutine {
    const { table } = space;
    yield table.lock.acquire;
    yield table.storing;
    for (const { address, pte } of table.readRange(start, end)) {
      const next = this.change(pte);
      if (next === pte) continue;
      table.store(address, next);
      gather.touch(address, address + sizeOf(pte));
    }
    table.lock.release();
  }
}
