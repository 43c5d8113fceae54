import { type AccessMode, idOf, pack, READ, WRITE } from "./access.ts";
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
  #id: number | undefined;
  #contentId: number | undefined;
  #mapCountId: number | undefined;
  #access: Point | undefined;
  #release: Point | undefined;

  constructor(
    readonly name: string,
    readonly kind: PageKind,
    /** A folio of the size of a huge page, even if small entries map it. */
    readonly huge = false,
  ) {}

  // A huge range has 512 pages of which few meet the scheduler: what it knows them by is made when it is asked for.

  /** The page, for the scheduler. */
  get id(): number {
    this.#id ??= idOf(`page ${this.name}`);
    return this.#id;
  }

  /** What stands in it, for the scheduler. */
  get contentId(): number {
    this.#contentId ??= idOf(`content of ${this.name}`);
    return this.#contentId;
  }

  /** The mapping count, for the scheduler: the page-table locks of several address spaces guard it. */
  get mapCountId(): number {
    this.#mapCountId ??= idOf(`map count of ${this.name}`);
    return this.#mapCountId;
  }

  /** A lockless access to the page, for the scheduler. */
  get access(): Point {
    this.#access ??= this.point(READ);
    return this.#access;
  }

  /** Its last reference goes. */
  get release(): Point {
    this.#release ??= this.point(WRITE);
    return this.#release;
  }

  private point(mode: AccessMode): Point {
    return { access: pack(this.id, mode), wait: { kind: "other", name: `page ${this.name}` } };
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
