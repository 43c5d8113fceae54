import type { Mm } from "../notifier/subscriptions.ts";

/**
 * What the IOMMU finds for a process address space ID: nothing, the page tables of a process, or
 * an entry that ends every access quietly, once the process is gone.
 */
export type ContextState = "none" | "valid" | "quiet";

/**
 * A context descriptor: whose page tables are walked, and under which ASID what is found there is
 * kept. It holds the address space's structure and the ASID until its last reference goes.
 */
export class ContextDescriptor {
  refs = 1;
  freed = false;

  constructor(
    readonly mm: Mm,
    readonly asid: number,
  ) {}
}
