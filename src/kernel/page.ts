import { idOf, pack, READ, WRITE } from "./access.ts";
import type { Point } from "./point.ts";

/** Bytes of a page, and of the range that one huge entry maps. */
export const PAGE_SIZE = 0x1000n;
export const HUGE_SIZE = 0x20_0000n;
/** Bytes that an entry of a PUD table maps, and that one table of PMDs maps. */
export const PUD_SIZE = 0x4000_0000n;
/** Bytes of a contiguous set: sixteen pages (arm64, CONT_PTE_SIZE). */
export const CONT_SIZE = 0x1_0000n;

/** Whose a page is: a process's own, a file's, or nobody's (the zero page, a driver's page frame). */
export type PageKind = "anon" | "file" | "special";

/**
 * A page with its references. A huge page is one of these too (a folio): its parts keep its name
 * when its mapping is split.
 */
export class Page {
  /** Mappings, the page cache, and devices that hold one. */
  refs = 0;
  /** Page-table entries that map it. */
  mapCount = 0;
  dirty = false;
  /** Several owners share it because its content was the same (KSM): a write always copies it. */
  merged = false;
  /** What was last written to it, as a word: fresh pages are full of zeros. */
  content = "zero";
  freed = false;
  /** The page, for the scheduler. */
  readonly id: number;
  /** What stands in it, for the scheduler. */
  readonly contentId: number;
  /** The mapping count, for the scheduler: the page-table locks of several address spaces guard it. */
  readonly mapCountId: number;
  /** A lockless access to the page, for the scheduler. */
  readonly access: Point;
  /** Its last reference goes. */
  readonly release: Point;

  constructor(
    readonly name: string,
    readonly kind: PageKind,
    /** A folio of the size of a huge page, even if small entries map it. */
    readonly huge = false,
  ) {
    const wait = { kind: "other", name: `page ${name}` } as const;
    this.mapCountId = idOf(`map count of ${name}`);
    this.contentId = idOf(`content of ${name}`);
    this.id = idOf(`page ${name}`);
    this.access = { access: pack(this.id, READ), wait };
    this.release = { access: pack(this.id, WRITE), wait };
  }
}

/** The address of the page that holds an address. */
export function pageOf(address: bigint): bigint {
  return address - (address % PAGE_SIZE);
}

/** The start of the range of a huge entry that holds an address. */
export function hugeOf(address: bigint): bigint {
  return address - (address % HUGE_SIZE);
}

/** The start of the contiguous set that holds an address. */
export function contOf(address: bigint): bigint {
  return address - (address % CONT_SIZE);
}
