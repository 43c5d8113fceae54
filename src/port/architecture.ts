/**
 * Architectures: what a CPU's page tables and TLBs are like, where that shows. `reset` names one; without a name it is the
 * first of the table. arm64 needs the capability of its name, the others arch-table.
 */
export const ARCHITECTURES = {
  x86_64:
    "Pages of 4 KiB. A TLB flush of more than 33 entries becomes a flush of everything; page faults need no flush when a permission is added.",
  arm64:
    "Pages of 4 KiB, without range instructions and without hardware management of dirty bits. A TLB flush of 512 entries or more becomes a flush of the address space; TLBs may keep entries that forbid, so that a permission that is added needs a flush too.",
  power9:
    "POWER with radix page tables, as far as upgrades need it: a permission that is added needs no flush, unless a coprocessor uses the page tables; then the entry is made invalid and flushed first.",
  power10: "As power9, without the exception.",
} as const;

export type Architecture = keyof typeof ARCHITECTURES;

export const DEFAULT_ARCHITECTURE: Architecture = "x86_64";

/** True for a name in the table. */
export function isArchitecture(name: string): name is Architecture {
  return Object.hasOwn(ARCHITECTURES, name);
}
