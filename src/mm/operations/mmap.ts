import type { Status } from "../../kernel/errno.ts";
import { FilePages } from "../../kernel/file-pages.ts";
import type { Page } from "../../kernel/page.ts";
import type { Coroutine } from "../../kernel/point.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import { MmOperation } from "../operation.ts";
import { unitOf, VMA_KINDS, Vma, type VmaKind } from "../vma.ts";

/** mmap with MAP_POPULATE: new entries only, so no section (Linux mm/mmap.c, mm/gup.c). */
export class Mmap extends MmOperation {
  *run(mm: Mm, start: bigint, end: bigint, kind: VmaKind): Coroutine<Status> {
    const refused = this.refuse(mm, start, end, unitOf(VMA_KINDS[kind]));
    if (refused !== undefined) return refused;
    yield* mm.mmapLock.down("write");
    const rc = yield* this.map(mm, start, end, kind);
    mm.mmapLock.up();
    return rc;
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
    const { huge, pud } = vma.traits;
    yield table.lock.acquire;
    yield table.storing;
    for (let at = vma.start; at < vma.end; at += unitOf(vma.traits)) {
      const page = this.pageFor(vma, at);
      this.pages.get(page);
      this.pages.countMapping(page, 1);
      // A private file page is written to only after it was copied.
      const write = !(vma.traits.private && vma.traits.file);
      table.store(at, { page, write, young: true, dirty: false, huge, ...(pud ? { pud } : {}) });
    }
    table.lock.release();
  }

  pageFor(vma: Vma, address: bigint): Page {
    if (vma.file !== undefined) return vma.file.page(vma.offsetOf(address), vma.traits.huge);
    if (vma.traits.pfn) return this.pages.alloc("special");
    vma.anonVma = true;
    return this.pages.alloc("anon", vma.traits.huge);
  }
}
