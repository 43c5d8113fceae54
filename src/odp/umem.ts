import { SecondaryTable } from "../device/secondary-table.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { Mutex } from "../kernel/mutex.ts";
import type { Page } from "../kernel/page.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import { PageList } from "./page-list.ts";

/** The bytes that a umem covers: [start,end). */
export interface UmemRange {
  readonly start: bigint;
  readonly end: bigint;
  /** The device may be allowed to write there. */
  readonly writable: boolean;
}

/** A page that was looked up for a umem and is not mapped by the device yet. */
export interface UmemAttempt {
  readonly address: bigint;
  readonly page: Page;
  readonly write: boolean;
  /** The sequence before the look-up. */
  readonly seq: bigint;
  /** Whose user reference the attempt holds. */
  readonly mm: Mm;
}

/** A region of memory that a device may reach page by page (struct ib_umem with its odp_data). */
export abstract class Umem {
  readonly start: bigint;
  readonly end: bigint;
  readonly writable: boolean;
  /** Guards the page list, and whatever tells that an entry is still good (umem_mutex). */
  readonly mutex: Mutex;
  readonly pages: PageList;
  /** What the device's own page table and its TLB hold. */
  readonly table: SecondaryTable;
  readonly attempts = new Map<string, UmemAttempt>();
  private freed = false;

  constructor(
    protected readonly kernel: Kernel,
    readonly name: string,
    { start, end, writable }: UmemRange,
  ) {
    this.start = start;
    this.end = end;
    this.writable = writable;
    this.mutex = new Mutex(kernel, "umem_mutex", name);
    this.pages = new PageList(kernel, name);
    this.table = new SecondaryTable(kernel, name);
  }

  /** Its memory goes back: whoever touches it afterwards is wrong. */
  retire(): void {
    this.freed = true;
  }

  /** Somebody who found the umem uses it. */
  noteUse(): void {
    if (this.freed) this.kernel.warn(`use after free: umem ${this.name}`);
  }

  /** The last byte of it: trees have closed intervals. */
  get last(): bigint {
    return this.end - 1n;
  }

  /** No byte at all: counted, but in no tree. */
  get empty(): boolean {
    return this.start === this.end;
  }
}
