import { hugeOf, PAGE_SIZE, pageOf } from "../../kernel/page.ts";
import type { Coroutine } from "../../kernel/point.ts";
import { isSamePte, type Pte } from "../../kernel/pte.ts";
import { MmOperation } from "../operation.ts";
import type { Vma } from "../vma.ts";

/** Faults on entries that keep the CPU out (Linux 6.12 mm/memory.c, do_numa_page and do_swap_page). */
export class SpecialFaults extends MmOperation {
  *handle(vma: Vma, address: bigint, seen: Pte): Coroutine {
    switch (seen.special?.kind) {
      case "protnone":
        return yield* this.restore(vma, address, seen);
      case "migration":
        return yield* this.waitForMigration(seen);
      case "device-private":
        return yield* this.migrateToRam(vma, address, seen);
      case "device-exclusive":
        return yield* this.revoke(vma, address, seen);
    }
  }

  /** do_numa_page: the entry allows reading again. Only a right is added, so no section. */
  *restore(vma: Vma, address: bigint, seen: Pte): Coroutine {
    const { table } = vma.space;
    yield table.lock.acquire;
    yield table.storing;
    if (isSamePte(table.read(address), seen)) {
      table.store(baseOf(address, seen), { ...seen, young: true, special: undefined });
    }
    table.lock.release();
  }

  /** migration_entry_wait: whoever moves the page has it locked. */
  *waitForMigration({ page }: Pte): Coroutine {
    const lock = this.pages.lockOf(page);
    yield* lock.lock();
    lock.unlock();
  }

  /** pgmap->ops->migrate_to_ram: the driver whose memory it is brings the page back. */
  *migrateToRam(vma: Vma, address: bigint, { special }: Pte): Coroutine {
    yield* this.memory.migrateToRam(special?.owner ?? "", vma, pageOf(address));
  }

  /** remove_device_exclusive_entry: nobody's owner, so nobody may ignore it. */
  *revoke(vma: Vma, address: bigint, seen: Pte): Coroutine {
    const { space } = vma;
    const lock = this.pages.lockOf(seen.page);
    const base = pageOf(address);
    this.pages.get(seen.page);
    yield* lock.lock();
    const range = yield* this.sections.start(space.mm, "revoke-exclusive", base, base + PAGE_SIZE);
    yield space.table.lock.acquire;
    yield space.table.storing;
    if (isSamePte(space.table.read(base), seen)) {
      space.table.store(base, { ...seen, write: vma.write, special: undefined });
    }
    space.table.lock.release();
    lock.unlock();
    yield* this.sections.end(range);
    yield* this.pages.put(seen.page);
  }
}

function baseOf(address: bigint, pte: Pte): bigint {
  return pte.huge ? hugeOf(address) : pageOf(address);
}
