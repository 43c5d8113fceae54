import type { Status } from "../../kernel/errno.ts";
import type { Coroutine } from "../../kernel/point.ts";
import type { Pte } from "../../kernel/pte.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import type { AddressSpace } from "../address-space.ts";
import { MmOperation } from "../operation.ts";
import type { Vma } from "../vma.ts";

/** fork's copy of the address space (Linux kernel/fork.c dup_mmap, mm/memory.c copy_page_range). */
export class Fork extends MmOperation {
  /** Copies the VMAs and entries of `parent` into `child`, which nobody uses yet. */
  *run(parent: Mm, child: Mm): Coroutine<Status> {
    if (parent.users === 0) return "EINVAL";
    const from = this.space(parent);
    const to = this.space(child);
    this.initSubscriptions(parent, child);
    yield* parent.mmapLock.down("write");
    for (const vma of from.vmas) yield* this.copyVma(vma, to);
    yield* this.memory.tlb.flushMm(parent);
    parent.mmapLock.up();
    return 0;
  }

  /** mmu_notifier_subscriptions_init: the child starts with none. */
  initSubscriptions(_parent: Mm, child: Mm): void {
    child.subscriptions = undefined;
  }

  *copyVma(vma: Vma, to: AddressSpace): Coroutine {
    const { space } = vma;
    if (this.policy.vmaLocks) yield* space.startWrite(vma);
    const copy = vma.like(to, vma.start, vma.end);
    to.add(copy);
    if (vma.file !== undefined) {
      yield* to.mm.rmapLock.down("write");
      vma.file.link(copy);
      to.mm.rmapLock.up();
    }
    if (this.needsCopy(vma)) yield* this.copyEntries(vma, to);
  }

  /** vma_needs_copy: what a fault cannot bring back. */
  needsCopy(vma: Vma): boolean {
    return vma.anonVma || vma.traits.pfn;
  }

  /** The parent loses write permission on what both now share, so it is told; nobody watches the child. */
  *copyEntries(vma: Vma, to: AddressSpace): Coroutine {
    const cow = vma.traits.private;
    const { space } = vma;
    const site = vma.traits.hugetlb ? "fork-hugetlb" : "fork";
    const range = cow ? yield* this.sections.start(space.mm, site, vma.start, vma.end) : undefined;
    yield space.table.lock.acquire;
    yield space.table.storing;
    yield to.table.lock.acquire;
    yield to.table.storing;
    this.copyRange(vma, to, cow);
    to.table.lock.release();
    space.table.lock.release();
    if (range !== undefined) yield* this.sections.end(range);
  }

  private copyRange(vma: Vma, to: AddressSpace, cow: boolean): void {
    const { table } = vma.space;
    for (const { address, pte } of table.readRange(vma.start, vma.end)) {
      const shared = forked(pte, cow);
      table.store(address, shared);
      this.pages.get(pte.page);
      this.pages.countMapping(pte.page, 1);
      to.table.store(address, { ...shared, young: false });
    }
  }
}

/** What both have from now on. Nobody is alone with a page any more (copy_nonpresent_pte). */
function forked(pte: Pte, cow: boolean): Pte {
  const special = pte.special?.kind === "device-exclusive" ? undefined : pte.special;
  return cow ? { ...pte, write: false, special: special && { ...special, write: false } } : { ...pte, special };
}
