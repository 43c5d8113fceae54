import { idOf, READ, WRITE } from "../kernel/access.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { PAGE_SIZE, type Page, pageOf } from "../kernel/page.ts";

/** An entry of a device's own page table. */
export interface SecondaryEntry {
  readonly page: Page;
  readonly write: boolean;
}

/** A device's own page table; whoever has it guards it with a lock of its own. */
export class SecondaryTable {
  private readonly entries = new Map<bigint, SecondaryEntry>();
  private readonly id: number;

  constructor(
    private readonly kernel: Kernel,
    /** The subscriber that it belongs to. */
    readonly owner: string,
  ) {
    this.id = idOf(`table of ${owner}`);
  }

  get(address: bigint): SecondaryEntry | undefined {
    this.kernel.touch(this.id, READ);
    return this.entries.get(pageOf(address));
  }

  /** Maps a page at the address; an entry that allows as much already stays. */
  map(address: bigint, entry: SecondaryEntry): void {
    const at = pageOf(address);
    this.kernel.touch(this.id, WRITE);
    const old = this.entries.get(at);
    if (old?.page === entry.page && (old.write || !entry.write)) return;
    this.use(entry.page);
    this.entries.set(at, entry);
    this.trace(at, entry.page.name, entry.write);
  }

  /** Points an entry that is there at another page, or takes a permission from it; answers the old one. */
  replace(address: bigint, entry: SecondaryEntry): SecondaryEntry | undefined {
    const at = pageOf(address);
    this.kernel.touch(this.id, WRITE);
    const old = this.entries.get(at);
    if (old === undefined) return undefined;
    this.use(old.page);
    this.use(entry.page);
    this.entries.set(at, entry);
    this.trace(at, entry.page.name, entry.write);
    return old;
  }

  /** Removes the entries of [start,end), the device's own TLB included, and answers them. */
  clear(start: bigint, end: bigint): SecondaryEntry[] {
    const cleared = this.within(start, end);
    this.kernel.touch(this.id, WRITE);
    for (const { address, entry } of cleared) {
      this.use(entry.page);
      this.entries.delete(address);
      this.trace(address, "none");
    }
    return cleared.map(({ entry }) => entry);
  }

  /** The entries in [start,end), in ascending order. */
  within(start: bigint, end: bigint): { address: bigint; entry: SecondaryEntry }[] {
    return [...this.entries]
      .map(([address, entry]) => ({ address, entry }))
      .filter(({ address }) => address + PAGE_SIZE > start && address < end)
      .sort((a, b) => (a.address < b.address ? -1 : 1));
  }

  /** Until its entry is gone the device may reach the page at any moment. */
  private use(page: Page): void {
    this.kernel.touch(page.id, READ);
  }

  private trace(address: bigint, page: string, write?: boolean): void {
    const thread = this.kernel.current.name;
    const shown = write === undefined ? {} : { write };
    this.kernel.emit({ event: "secondary", thread, subscriber: this.owner, address, page, ...shown });
  }
}
