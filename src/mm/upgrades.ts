import type { Architecture } from "../port/architecture.ts";

/** What differs between architectures where an entry is upgraded. */
export interface Upgrades {
  /** A mark of use alone is stored too; else the function only says that it is missing (x86). */
  readonly storesUse: boolean;
  /** Accessed and dirty bits are set by page faults, not by the hardware. */
  readonly marksByFault: boolean;
  /** While a coprocessor uses the tables, a permission is added through an invalid entry (POWER9). */
  readonly relaxesThroughInvalid: boolean;
  /** Sets of sixteen entries can be mapped as one (arm64). */
  readonly contiguous: boolean;
}

const x86: Upgrades = { storesUse: false, marksByFault: false, relaxesThroughInvalid: false, contiguous: false };
const arm64: Upgrades = { storesUse: true, marksByFault: true, relaxesThroughInvalid: false, contiguous: true };
const power10: Upgrades = { ...x86, storesUse: true };
const power9: Upgrades = { ...power10, relaxesThroughInvalid: true };

/** By architecture. */
export const UPGRADES: Readonly<Record<Architecture, Upgrades>> = { x86_64: x86, arm64, power9, power10 };
