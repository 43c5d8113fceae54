import type { Status } from "../../kernel/errno.ts";
import { FilePages } from "../../kernel/file-pages.ts";
import { contOf, type Page } from "../../kernel/page.ts";
import type { Coroutine } from "../../kernel/point.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import type { AddressSpace } from "../address-space.ts";
import type { Memory } from "../memory.ts";
import { MmOperation } from "../operation.ts";
import type { Upgrades } from "../upgrades.ts";
import { alignmentOf, readMapsWritable, unitOf, VMA_KINDS, Vma, type VmaKind } from "../vma.ts";
import type { Munmap } from "./munmap.ts";

/** mmap with MAP_POPULATE: new entries only, so no section of its own (Linux mm/mmap.c, mm/gup.c). */
export class Mmap extends MmOperation {
  constructor(
    memory: Memory,
    protected readonly arch: Upgrades,
    protected readonly munmap: Munmap,
  ) {
    super(memory);
  }

  /** @param fixed - MAP_FIXED: what is mapped there goes first, under the same hold of mmap_lock */
  *run(mm: Mm, start: bigint, end: bigint, kind: VmaKind, fixed = false): Coroutine<Status> {
    const refused = this.refuse(mm, start, end, alignmentOf(VMA_KINDS[kind]));
    if (refused !== undefined) return refused;
    if (VMA_KINDS[kind].contiguous && !this.arch.contiguous) return "EINVAL";
    yield* mm.mmapLock.down("write");
    const cleared = fixed ? yield* this.makeRoom(this.space(mm), start, end) : 0;
    const rc = cleared === 0 ? yield* this.map(mm, start, end, kind) : cleared;
    mm.mmapLock.up();
    return rc;
  }

  *makeRoom(space: AddressSpace, start: bigint, end: bigint): Coroutine<Status> {
    return yield* this.munmap.unmapHeld(space, start, end);
  }

  *map(mm: Mm, start: bigint, end: bigint, kind: VmaKind): Coroutine<Status> {
    const space = this.space(mm);
    if (space.overlapping(start, end).length > 0) return "EINVAL";
    const vma = new Vma(this.kernel, space, start, end, kind);
    if (vma.traits.file) yield* this.linkFile(vma);
    space.add(vma);
    if (vma.traits.populated) yield* this.populate(vma);
    return 0;
  }

  /** A file of its own, with the VMA in its reverse map. */
  *linkFile(vma: Vma): Coroutine {
    vma.file = new FilePages<Vma>(this.kernel, this.pages, `of ${vma.space.mm.name} ${vma.start}`);
    yield* vma.space.mm.rmapLock.down("write");
    vma.file.link(vma);
    vma.space.mm.rmapLock.up();
  }

  *populate(vma: Vma): Coroutine {
    const { table } = vma.space;
    const { huge, pud, contiguous } = vma.traits;
    yield table.lock.acquire;
    yield table.storing;
    let page: Page | undefined;
    for (let at = vma.start; at < vma.end; at += unitOf(vma.traits)) {
      if (page === undefined || !contiguous || at === contOf(at)) page = this.pageFor(vma, at);
      this.pages.get(page);
      this.pages.countMapping(page, 1);
      const level = { huge, ...(pud ? { pud } : {}), ...(contiguous ? { contiguous } : {}) };
      table.store(at, { page, ...this.flagsFor(vma), ...level });
    }
    table.lock.release();
  }

  /**
   * A private file page is written to only after it was copied, and one of a file system that wants to know
   * only after a fault. The process's own pages are filled by write faults, and so are dirty from the beginning.
   */
  flagsFor({ traits }: Vma): { write: boolean; young: boolean; dirty: boolean } {
    const own = traits.private && !traits.file;
    return { write: own || readMapsWritable(traits), young: true, dirty: own };
  }

  pageFor(vma: Vma, address: bigint): Page {
    if (vma.file !== undefined) return vma.file.page(vma.offsetOf(address), vma.traits.huge);
    if (vma.traits.pfn) return this.pages.alloc("special");
    vma.anonVma = true;
    return this.pages.alloc("anon", vma.traits.huge);
  }
}
