import type { Coroutine } from "../kernel/point.ts";
import type { ListOps } from "../notifier/list-subscriber.ts";
import type { NewPte } from "../notifier/page-notices.ts";
import { Shadow } from "./shadow.ts";

/** A shadow device with change_pte, as KVM had it on x86 (Linux virt/kvm/kvm_main.c until 6.9). */
export class KvmShadow extends Shadow {
  protected override callbacks(): ListOps {
    const changePte = this.changePte.bind(this);
    return { ...super.callbacks(), change_pte: (_, __, address, pte) => changePte(address, pte) };
  }

  /**
   * An entry that is there follows the new one; where there is none the next access faults.
   *
   * As long as change_pte could be the whole notice it raised the sequence. Since 5.13 it relies on
   * the section around it, which does that, and has nothing to do where no section is open.
   */
  *changePte(address: bigint, pte: NewPte): Coroutine {
    yield this.lock.acquire;
    if (!this.driver.policy.changePteInSection) this.raiseSequence();
    if (this.isExpected()) this.follow(address, pte);
    this.lock.release();
  }

  isExpected(): boolean {
    const expected = !this.driver.policy.changePteInSection || this.active.length > 0;
    if (!expected) this.kernel.warn(`${this.name}: change_pte outside a section`);
    return expected;
  }

  /** The new page is only mapped for reading: what may be written, the next access has to ask for. */
  follow(address: bigint, { page, write }: NewPte): void {
    if (write) {
      this.zap(address, address + 1n);
      return;
    }
    const old = this.table.replace(address, { page, write: false });
    if (old !== undefined) this.reportDirty(old);
  }
}
