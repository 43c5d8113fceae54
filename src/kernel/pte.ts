import { HUGE_SIZE, PAGE_SIZE, type Page } from "./page.ts";

/** A page-table entry that is present. Entries are replaced, never changed. */
export interface Pte {
  readonly page: Page;
  readonly write: boolean;
  readonly young: boolean;
  readonly dirty: boolean;
  /** One entry of the level above, for a whole huge page. */
  readonly huge: boolean;
}

/** An entry at the address where it begins. */
export interface Mapping {
  readonly address: bigint;
  readonly pte: Pte;
}

/** Bytes that an entry maps. */
export function sizeOf(pte: Pick<Pte, "huge">): bigint {
  return pte.huge ? HUGE_SIZE : PAGE_SIZE;
}

/** pte_same, but for the accessed and dirty bits, which the CPU sets by itself. */
export function isSamePte(one: Pte | undefined, other: Pte | undefined): boolean {
  return one?.page === other?.page && one?.write === other?.write && one?.huge === other?.huge;
}
