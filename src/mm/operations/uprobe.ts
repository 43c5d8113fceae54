import type { Errno, Status } from "../../kernel/errno.ts";
import { PAGE_SIZE, type Page, pageOf } from "../../kernel/page.ts";
import type { Coroutine } from "../../kernel/point.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import { MmOperation } from "../operation.ts";
import type { PteNotify } from "../pte-notify.ts";
import type { Vma } from "../vma.ts";
import type { Faults } from "./faults.ts";

/** A breakpoint in a process's own copy of a page of program text (Linux kernel/events/uprobes.c). */
export class Uprobe extends MmOperation {
  constructor(
    memory: ConstructorParameters<typeof MmOperation>[0],
    protected readonly notify: PteNotify,
    protected readonly faults: Faults,
  ) {
    super(memory);
  }

  /** uprobe_write_opcode, as registering a breakpoint calls it: again while the page changes under it. */
  *run(mm: Mm, address: bigint): Coroutine<Status> {
    yield* mm.mmapLock.down("write");
    const rc = yield* this.writeOpcode(mm, address);
    mm.mmapLock.up();
    return rc;
  }

  *writeOpcode(mm: Mm, address: bigint): Coroutine<Status> {
    const space = this.space(mm);
    for (;;) {
      const vma = space.find(address);
      if (vma === undefined) return "EFAULT";
      if (!this.isProbed(vma)) return "EINVAL";
      const old = yield* this.faults.touch(space, address, false);
      if (typeof old === "string") return old;
      const rc = yield* this.replacePage(vma, address, old.page);
      if (rc !== "EAGAIN") return rc;
    }
  }

  /** valid_vma: program text is a private mapping of a file. */
  isProbed({ traits }: Vma): boolean {
    return traits.file && traits.private;
  }

  /** __replace_page: a copy takes the place of the page, read-only as the mapping is. */
  *replacePage(vma: Vma, address: bigint, old: Page): Coroutine<0 | Errno> {
    const { space } = vma;
    const page = this.pages.alloc("anon");
    this.pages.get(page);
    vma.anonVma = true;
    const lock = this.pages.lockOf(old);
    yield* lock.lock();
    const range = yield* this.notify.begin(space.mm, "uprobe-replace", address, address + PAGE_SIZE);
    let missing = false;
    yield space.table.lock.acquire;
    const same = space.table.read(address)?.page === old;
    if (same) missing = yield* this.replace(vma, address, old, page);
    space.table.lock.release();
    yield* this.notify.finish(space.mm, address, range, missing);
    lock.unlock();
    yield* this.pages.put(same ? old : page);
    return same ? 0 : "EAGAIN";
  }

  /** Under the page-table lock: clear, flush, and only then the copy. */
  *replace(vma: Vma, address: bigint, old: Page, page: Page): Coroutine<boolean> {
    const { table } = vma.space;
    yield table.storing;
    table.store(address, undefined);
    yield* this.clearFlushNotify(vma.space, pageOf(address), PAGE_SIZE);
    this.pages.copyContent(old, page);
    this.pages.countMapping(page, 1);
    const copy = { page, write: false, young: true, dirty: false, huge: false };
    const missing = yield* this.notify.set(vma.space, address, copy);
    this.pages.countMapping(old, -1);
    return missing;
  }
}
