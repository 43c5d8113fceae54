import type { Page } from "../../kernel/page.ts";
import { PAGE_SIZE } from "../../kernel/page.ts";
import type { Coroutine } from "../../kernel/point.ts";
import type { Pte } from "../../kernel/pte.ts";
import type { AddressSpace } from "../address-space.ts";
import type { Memory } from "../memory.ts";
import { MmOperation } from "../operation.ts";
import type { Vma } from "../vma.ts";
import type { RmapMigrate } from "./rmap-migrate.ts";

/** struct migrate_vma: what a driver asks for. */
export interface MigrateArgs {
  readonly vma: Vma;
  readonly start: bigint;
  readonly end: bigint;
  /** pgmap_owner: its own pages and nobody else's, and its name in the range. */
  readonly owner: string;
  /** Into the device's memory, or back out of it. */
  readonly toDevice: boolean;
  /** The driver's own table, between the new pages and the end of the old ones. */
  readonly finalizeAndMap: (moved: ReadonlyMap<bigint, Page>) => Coroutine;
}

/** One page on its way; where there was none yet, a new one is put there. */
interface Moving {
  readonly address: bigint;
  readonly from: Page | undefined;
  readonly to: Page;
}

/** Migration between system memory and a device's (Linux mm/migrate_device.c). */
export class MigrateVma extends MmOperation {
  constructor(
    memory: Memory,
    protected readonly rmap: RmapMigrate,
  ) {
    super(memory);
  }

  /** setup, pages, finalize, with the driver's part between. The caller holds mmap_lock or a VMA lock. */
  *run(args: MigrateArgs): Coroutine {
    const collected = yield* this.collect(args);
    for (const { from } of collected) if (from !== undefined) yield* this.rmap.unmap(from);
    const moving = collected.map(({ address, from }) => ({ address, from, to: this.pages.alloc("anon") }));
    yield* this.insert(args, moving);
    const moved = moving.filter((one) => this.hasCome(args, one));
    yield* args.finalizeAndMap(new Map(moved.map(({ address, to }) => [address, to])));
    for (const one of moving) yield* this.finalize(args, one);
  }

  /** migrate_vma_collect: migration entries take the place of what can move; each page is locked. */
  *collect({ vma, start, end, owner, toDevice }: MigrateArgs): Coroutine<Pick<Moving, "address" | "from">[]> {
    const { space } = vma;
    const found: Pick<Moving, "address" | "from">[] = [];
    const range = yield* this.sections.start(space.mm, "migrate-vma", start, end, owner);
    yield space.table.lock.acquire;
    for (let at = start; at < end; at += PAGE_SIZE) {
      const pte = space.table.read(at);
      if (pte === undefined && toDevice && vma.file === undefined) found.push({ address: at, from: undefined });
      if (pte !== undefined && this.mayMove(pte, owner, toDevice)) {
        if (yield* this.take(space, at, pte, owner)) found.push({ address: at, from: pte.page });
      }
    }
    if (found.length > 0) yield* this.memory.tlb.flush(space.mm, start, end);
    space.table.lock.release();
    yield* this.sections.end(range);
    return found;
  }

  /** MIGRATE_VMA_SELECT_SYSTEM or MIGRATE_VMA_SELECT_DEVICE_PRIVATE. */
  protected mayMove({ page, huge, special }: Pte, owner: string, toDevice: boolean): boolean {
    if (huge || page.kind !== "anon") return false;
    return toDevice ? special === undefined : special?.kind === "device-private" && special.owner === owner;
  }

  /** Under the PTL, so a page that is locked stays where it is. */
  protected *take({ table }: AddressSpace, address: bigint, pte: Pte, owner: string): Coroutine<boolean> {
    if (!(yield* this.pages.lockOf(pte.page).trylock())) return false;
    this.pages.get(pte.page);
    yield table.storing;
    const write = pte.write || pte.special?.write === true;
    table.store(address, { ...pte, write: false, special: { kind: "migration", owner, write } });
    return true;
  }

  /** migrate_vma_pages: a section only if there is something to put where nothing was, from there on. */
  *insert({ vma, end, owner }: MigrateArgs, moving: readonly Moving[]): Coroutine {
    const empty = moving.filter(({ from }) => from === undefined);
    const [first] = empty;
    if (first === undefined) return;
    const range = yield* this.sections.start(vma.space.mm, "migrate-vma", first.address, end, owner);
    for (const { address, to } of empty) yield* this.insertOne(vma, address, to, owner);
    yield* this.sections.endOnly(range);
  }

  protected *insertOne(vma: Vma, address: bigint, page: Page, owner: string): Coroutine {
    const { table } = vma.space;
    yield table.lock.acquire;
    yield table.storing;
    if (table.read(address) === undefined) {
      vma.anonVma = true;
      this.pages.get(page);
      this.pages.countMapping(page, 1);
      table.store(address, devicePrivate(page, owner, vma.write));
    }
    table.lock.release();
  }

  /** Somebody may have filled or emptied the place meanwhile. */
  protected hasCome({ vma }: MigrateArgs, { address, from, to }: Moving): boolean {
    return vma.space.table.within(address, address + PAGE_SIZE).some(({ pte }) => pte.page === (from ?? to));
  }

  /** migrate_vma_finalize: the migration entries give way to the new page, the old one is let go. */
  *finalize({ owner, toDevice, vma }: MigrateArgs, { from, to }: Moving): Coroutine {
    if (from === undefined) return;
    yield* this.rmap.remap(from, (write) => (toDevice ? devicePrivate(to, owner, write) : inMemory(to, vma, write)));
    this.pages.lockOf(from).unlock();
    yield* this.pages.put(from);
  }
}

function devicePrivate(page: Page, owner: string, write: boolean): Pte {
  return {
    page,
    write: false,
    young: false,
    dirty: false,
    huge: false,
    special: { kind: "device-private", owner, write },
  };
}

function inMemory(page: Page, vma: Vma, write: boolean): Pte {
  return { page, write: write && vma.write, young: true, dirty: write, huge: false };
}
