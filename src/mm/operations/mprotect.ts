import type { Status } from "../../kernel/errno.ts";
import { HUGE_SIZE, hugeOf } from "../../kernel/page.ts";
import type { Coroutine } from "../../kernel/point.ts";
import { sizeOf } from "../../kernel/pte.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import type { AddressSpace } from "../address-space.ts";
import { higher, lower } from "../bounds.ts";
import type { Gather } from "../gather.ts";
import { VmaSplitter } from "../vma-split.ts";

/** mprotect(PROT_READ) (Linux mm/mprotect.c, change_protection). */
export class Mprotect extends VmaSplitter {
  *run(mm: Mm, start: bigint, end: bigint): Coroutine<Status> {
    const refused = this.refuse(mm, start, end);
    if (refused !== undefined) return refused;
    yield* mm.mmapLock.down("write");
    const rc = yield* this.protect(this.space(mm), start, end);
    mm.mmapLock.up();
    return rc;
  }

  *protect(space: AddressSpace, start: bigint, end: bigint): Coroutine<Status> {
    const vmas = yield* this.isolate(space, start, end);
    if (vmas.length === 0) return "ENOMEM";
    const gather = this.memory.gather(space);
    for (const vma of vmas) {
      vma.write = false;
      yield* this.changeProtection(space, vma.start, vma.end, gather);
      yield* gather.endVma();
    }
    yield* gather.finish();
    return 0;
  }

  /** Chunk by chunk: what one upper-level table maps. */
  *changeProtection(space: AddressSpace, start: bigint, end: bigint, gather: Gather): Coroutine {
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
    if (from === undefined) return;
    const range = yield* this.sections.start(space.mm, "mprotect", from, end);
    yield* this.writeProtect(space, from, end, gather);
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

  *writeProtect(space: AddressSpace, start: bigint, end: bigint, gather: Gather): Coroutine {
    const { table } = space;
    yield table.lock.acquire;
    yield table.storing;
    for (const { address, pte } of table.readRange(start, end)) {
      if (!pte.write) continue;
      table.store(address, { ...pte, write: false });
      gather.touch(address, address + sizeOf(pte));
    }
    table.lock.release();
  }
}
