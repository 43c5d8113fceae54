import { idOf, pack, READ, WRITE } from "./access.ts";
import type { Kernel } from "./kernel.ts";
import { HUGE_SIZE, hugeOf, PAGE_SIZE, PUD_SIZE, pageOf } from "./page.ts";
import type { Coroutine, Point } from "./point.ts";
import { isSamePte, type Mapping, type Pte, sizeOf, tellSpecial } from "./pte.ts";
import { Spinlock } from "./spinlock.ts";

/**
 * The page table of one address space, under one page-table lock (PTL). Entries change under the
 * lock only; devices and faults also read them without it, so a store is a scheduling point.
 */
export class PageTable {
  readonly lock: Spinlock;
  /** To be yielded before entries are stored, because lockless walks see them. */
  readonly storing: Point;
  private readonly entries = new Map<bigint, Pte>();
  /** Ranges of the size of a huge page that have a table of entries, though these may be empty. */
  private readonly tables = new Set<bigint>();
  private readonly walking: Point;
  private readonly id: number;

  constructor(
    private readonly kernel: Kernel,
    private readonly mm: string,
  ) {
    this.lock = new Spinlock(kernel, "page_table_lock", "page_table_lock", mm);
    const wait = { kind: "other", name: "page table" } as const;
    this.id = idOf(`page table of ${mm}`);
    this.storing = { access: pack(this.id, WRITE), wait };
    this.walking = { access: pack(this.id, READ), wait };
  }

  /** The entry that maps the address, read without the lock. */
  *walk(address: bigint): Coroutine<Pte | undefined> {
    yield this.walking;
    return this.find(address)?.pte;
  }

  /** The entry that maps the address, under the lock. */
  read(address: bigint): Pte | undefined {
    this.lock.assertHeld();
    return this.find(address)?.pte;
  }

  /** Entries that map a part of [start,end), in ascending order, under the lock. */
  readRange(start: bigint, end: bigint): Mapping[] {
    this.lock.assertHeld();
    return this.within(start, end);
  }

  /** The same without the lock: where nothing may rely on it (a first look, a snapshot). */
  within(start: bigint, end: bigint): Mapping[] {
    return [...this.entries]
      .map(([address, pte]) => ({ address, pte }))
      .filter(({ address, pte }) => address < end && address + sizeOf(pte) > start)
      .sort((a, b) => (a.address < b.address ? -1 : 1));
  }

  /** Stores an entry, or clears it. The address is where the entry begins. */
  store(address: bigint, pte: Pte | undefined): void {
    this.lock.assertHeld();
    const old = this.entries.get(address);
    this.keep(address, pte);
    if (!isSamePte(old, pte)) this.trace(address, old, pte, sizeOf(pte ?? old ?? SMALL));
  }

  /** Fills the range of a huge page with small entries that all map parts of it, in one stroke. */
  storeSplit(base: bigint, pte: Pte): void {
    this.lock.assertHeld();
    for (let at = base; at < base + HUGE_SIZE; at += PAGE_SIZE) this.keep(at, { ...pte, huge: false });
    this.trace(base, undefined, pte, HUGE_SIZE);
  }

  /** True if the range of a huge page has a table of entries, or an entry of its own. */
  isPopulated(address: bigint): boolean {
    return this.tables.has(hugeOf(address));
  }

  /** Frees the tables of [start,end), except those that are needed still; answers which. */
  freeTables(start: bigint, end: bigint, needed: (base: bigint) => boolean): bigint[] {
    const freed = [...this.tables].filter((base) => base < end && base + HUGE_SIZE > start && !needed(base));
    for (const base of freed) this.tables.delete(base);
    return freed;
  }

  /** The CPU's walker sets the accessed and dirty bits by itself, as a write goes through the entry. */
  markWritten(address: bigint): void {
    const found = this.find(address);
    if (found !== undefined) this.keep(found.address, { ...found.pte, young: true, dirty: true });
  }

  /**
   * What hardware sets by itself where it uses an entry: it takes no lock, and the trace shows nothing.
   * Whoever yields before says that it looks at the table.
   */
  setUsed(address: bigint, written: boolean): void {
    const found = this.find(address);
    if (found === undefined) return;
    const { young, dirty, write } = found.pte;
    if (young && (dirty || !written)) return;
    this.kernel.touch(this.id, WRITE);
    this.entries.set(found.address, { ...found.pte, young: true, dirty: dirty || (written && write) });
  }

  /** The entry that maps the address, without a lock and without a point: for whoever has passed one. */
  find(address: bigint): Mapping | undefined {
    const small = pageOf(address);
    const pte = this.entries.get(small);
    if (pte !== undefined) return { address: small, pte };
    const base = hugeOf(address);
    const huge = this.entries.get(base);
    if (huge?.huge === true) return { address: base, pte: huge };
    const top = address - (address % PUD_SIZE);
    const pud = this.entries.get(top);
    return pud?.pud === true ? { address: top, pte: pud } : undefined;
  }

  private keep(address: bigint, pte: Pte | undefined): void {
    if (pte === undefined) {
      this.entries.delete(address);
      return;
    }
    this.entries.set(address, pte);
    this.tables.add(hugeOf(address));
  }

  private trace(address: bigint, old: Pte | undefined, pte: Pte | undefined, length: bigint): void {
    this.kernel.emit({
      event: "pte",
      thread: this.kernel.current.name,
      mm: this.mm,
      address,
      from: old?.page.name ?? "none",
      to: pte?.page.name ?? "none",
      ...(pte === undefined ? {} : { write: pte.write }),
      ...(length === PAGE_SIZE ? {} : { length }),
      ...(pte === undefined ? {} : tellSpecial(pte)),
    });
  }
}

const SMALL: Pick<Pte, "huge" | "pud"> = { huge: false };
