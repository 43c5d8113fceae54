import type { Errno } from "../../kernel/errno.ts";
import { pageOf } from "../../kernel/page.ts";
import type { Coroutine } from "../../kernel/point.ts";
import { sizeOf } from "../../kernel/pte.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import { MmOperation } from "../operation.ts";
import type { PteNotify } from "../pte-notify.ts";

/** set_pte_at_notify as a site calls it under the page-table lock, with nothing around it. */
export class BarePte extends MmOperation {
  constructor(
    memory: ConstructorParameters<typeof MmOperation>[0],
    protected readonly notify: PteNotify,
  ) {
    super(memory);
  }

  /** Puts a fresh page at the address: what set_pte_at_notify answers. */
  *run(mm: Mm, address: bigint, write: boolean): Coroutine<boolean | Errno> {
    const { table } = this.space(mm);
    const at = pageOf(address);
    const page = this.pages.alloc("anon");
    this.pages.get(page);
    yield table.lock.acquire;
    const old = table.read(at);
    if (old === undefined || old.huge) {
      table.lock.release();
      yield* this.pages.put(page);
      return "EFAULT";
    }
    yield table.storing;
    table.store(at, undefined);
    yield* this.memory.tlb.flush(mm, at, at + sizeOf(old));
    this.pages.countMapping(page, 1);
    const pte = { page, write, young: true, dirty: write, huge: false };
    const missing = yield* this.notify.set(this.space(mm), at, pte);
    this.pages.countMapping(old.page, -1);
    table.lock.release();
    yield* this.pages.put(old.page);
    return missing;
  }
}
