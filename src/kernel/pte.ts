import { HUGE_SIZE, PAGE_SIZE, type Page, PUD_SIZE } from "./page.ts";

/**
 * What keeps the CPU out of an entry that still names a page: it is made to fault (PROT_NONE), its
 * page is on its way, in a device's memory, or a device's alone (Linux include/linux/swapops.h).
 */
export type SpecialKind = "protnone" | "migration" | "device-private" | "device-exclusive";

export interface Special {
  readonly kind: SpecialKind;
  /** The device that it is for, by name. */
  readonly owner?: string | undefined;
  /** What stood there before permitted writing. */
  readonly write?: boolean;
}

/** A page-table entry that maps a page, or a special one that names it. Entries are replaced, never changed. */
export interface Pte {
  readonly page: Page;
  readonly write: boolean;
  readonly young: boolean;
  readonly dirty: boolean;
  /** One entry of the level above, for a whole huge page. */
  readonly huge: boolean;
  /** One entry two levels above, for the range of a whole table of huge entries. */
  readonly pud?: boolean;
  /** Set: any access by the CPU faults. Such an entry permits no writing. */
  readonly special?: Special | undefined;
  /** One of sixteen that a TLB may keep as one (the contiguous bit of arm64). */
  readonly contiguous?: boolean;
}

/** An entry at the address where it begins. */
export interface Mapping {
  readonly address: bigint;
  readonly pte: Pte;
}

/** Bytes that an entry maps. */
export function sizeOf(pte: Pick<Pte, "huge" | "pud">): bigint {
  if (pte.pud === true) return PUD_SIZE;
  return pte.huge ? HUGE_SIZE : PAGE_SIZE;
}

/** Where the entry that maps the address begins. */
export function baseOf(address: bigint, pte: Pick<Pte, "huge" | "pud">): bigint {
  return address - (address % sizeOf(pte));
}

/** pte_same, but for the accessed and dirty bits, which the CPU sets by itself. */
export function isSamePte(one: Pte | undefined, other: Pte | undefined): boolean {
  return (
    one?.page === other?.page &&
    one?.write === other?.write &&
    one?.huge === other?.huge &&
    one?.special?.kind === other?.special?.kind &&
    one?.special?.owner === other?.special?.owner
  );
}

/** True if the entry allows the access without a fault. */
export function allows(pte: Pte, write: boolean): boolean {
  return pte.special === undefined && (pte.write || !write);
}

/** What events and queries tell of a special entry. */
export function tellSpecial({ special }: Pick<Pte, "special">): { special?: SpecialKind; owner?: string } {
  if (special === undefined) return {};
  return { special: special.kind, ...(special.owner === undefined ? {} : { owner: special.owner }) };
}
