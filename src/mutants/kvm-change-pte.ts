import type { NewPte } from "../notifier/page-notices.ts";
import type { MutantRow } from "./mutant.ts";

/** Virtual machines that follow the page table to the wrong place. */
export const kvmChangePteMutants: readonly MutantRow[] = [
  {
    id: "KVM-10-x1",
    title: "KVM on x86 enters the new page where it had none",
    violates: ["KVM-10"],
    origin: "plausible",
    parts: ({ Kvm }) => ({
      Kvm: class extends Kvm {
        override setSpte(address: bigint, pte: NewPte): boolean {
          if (!pte.write) this.table.map(address, { page: pte.page, write: false });
          return super.setSpte(address, pte);
        }
      },
    }),
  },
  {
    id: "KVM-10-x2",
    title: "KVM keeps an entry to be read where the new page may be written",
    violates: ["KVM-10"],
    origin: "plausible",
    parts: ({ Kvm }) => ({
      Kvm: class extends Kvm {
        override setSpte(address: bigint, { page }: NewPte): boolean {
          return super.setSpte(address, { page, write: false });
        }
      },
    }),
  },
  {
    id: "KVM-10-x3",
    title: "KVM follows to the new page and does not flush its TLBs",
    violates: ["KVM-10"],
    origin: "plausible",
    parts: ({ Kvm }) => ({
      Kvm: class extends Kvm {
        override setSpte(address: bigint, pte: NewPte): boolean {
          super.setSpte(address, pte);
          return false;
        }
      },
    }),
  },
  {
    id: "KVM-10-x4",
    title: "KVM on arm64 changes only an entry that is there",
    violates: ["KVM-10"],
    origin: "plausible",
    parts: ({ Kvm }) => ({
      Kvm: class extends Kvm {
        override setSpte(address: bigint, pte: NewPte): boolean {
          return this.table.get(address) !== undefined && super.setSpte(address, pte);
        }
      },
    }),
  },
];
