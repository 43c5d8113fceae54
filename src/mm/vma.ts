import type { FilePages } from "../kernel/file-pages.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { CONT_SIZE, HUGE_SIZE, PAGE_SIZE, PUD_SIZE, pageOf } from "../kernel/page.ts";
import { RwSem } from "../kernel/rwsem.ts";
import type { AddressSpace } from "./address-space.ts";

/** What the port's kinds of VMA stand for. */
export interface VmaTraits {
  /** Writes go to copies of the process's own (VM_SHARED is not set). */
  readonly private: boolean;
  /** Its pages come from a file, and reverse maps find it through the file. */
  readonly file: boolean;
  /** Entries map huge pages. */
  readonly huge: boolean;
  /** Entries map whole PUDs, as of persistent memory that the process maps directly (DAX). */
  readonly pud: boolean;
  /** Entries come in sets of sixteen with the contiguous bit, each set mapping one page of 64 KiB (arm64). */
  readonly contiguous: boolean;
  /** Pages of their own kind, outside the ordinary page tables' walkers (VM_HUGETLB). */
  readonly hugetlb: boolean;
  /** Its file system wants to know of the first write to each page, so that reads map them read-only (vma_wants_writenotify). */
  readonly writeNotify: boolean;
  /** Bare page frames of a driver (VM_PFNMAP): no reverse map finds them. */
  readonly pfn: boolean;
  /** mmap fills its entries. */
  readonly populated: boolean;
}

const anon: VmaTraits = {
  private: true,
  file: false,
  huge: false,
  pud: false,
  contiguous: false,
  hugetlb: false,
  writeNotify: false,
  pfn: false,
  populated: true,
};

/** The kinds of VMA that the port names. */
export const VMA_KINDS = {
  anon,
  "none-anon": { ...anon, populated: false },
  file: { ...anon, file: true },
  shared: { ...anon, private: false, file: true },
  "write-notify": { ...anon, private: false, file: true, writeNotify: true },
  pfn: { ...anon, private: false, pfn: true },
  hugetlb: { ...anon, huge: true, hugetlb: true },
  "hugetlb-shared": { ...anon, private: false, file: true, huge: true, hugetlb: true },
  dax: { ...anon, private: false, file: true, pud: true },
  thp: { ...anon, huge: true },
  "hugetlb-contiguous": { ...anon, contiguous: true, hugetlb: true },
  folded: { ...anon, contiguous: true },
  "folded-shared": { ...anon, contiguous: true, private: false, file: true },
} as const satisfies Readonly<Record<string, VmaTraits>>;

export type VmaKind = keyof typeof VMA_KINDS;

/** Bytes that one of its entries maps. */
export function unitOf({ huge, pud }: VmaTraits): bigint {
  if (pud) return PUD_SIZE;
  return huge ? HUGE_SIZE : PAGE_SIZE;
}

/** A read maps its pages writable: a write needs no copy, and nobody wants to be told of it. */
export function readMapsWritable(traits: VmaTraits): boolean {
  return !traits.private && !traits.writeNotify;
}

/** What its ends are multiples of. */
export function alignmentOf(traits: VmaTraits): bigint {
  return traits.contiguous ? CONT_SIZE : unitOf(traits);
}

/** The file pages behind a VMA. */
export type File = FilePages<Vma>;

/** struct vm_area_struct: a range of an address space whose pages are of one kind. */
export class Vma {
  /** VM_WRITE. */
  write = true;
  /** It has had anonymous pages of its own (anon_vma): fork has something to copy. */
  anonVma = false;
  file: File | undefined;
  /** Where it begins in the file. */
  offset = 0n;
  /** VM_NONLINEAR: pages that show another part of the file than their place says (up to Linux 3.19). */
  nonlinear: ReadonlyMap<bigint, bigint> | undefined;
  /** vm_lock: faults hold it for read, whoever changes the VMA writes through it. */
  readonly lock: RwSem;
  /** Write-locked while this equals the number of write holds of mmap_lock that have ended. */
  lockSeq = -1;
  readonly traits: VmaTraits;

  constructor(
    private readonly kernel: Kernel,
    readonly space: AddressSpace,
    public start: bigint,
    public end: bigint,
    readonly kind: VmaKind,
  ) {
    this.lock = new RwSem(kernel, "vma_lock", "other", start.toString(16));
    this.traits = VMA_KINDS[kind];
  }

  overlaps(start: bigint, end: bigint): boolean {
    return this.start < end && start < this.end;
  }

  /** Where an address of it lies in its file. */
  offsetOf(address: bigint): bigint {
    return this.nonlinear?.get(pageOf(address)) ?? this.offset + (address - this.start);
  }

  /** A VMA like this one over another range: the other part of a split, or fork's copy. */
  like(space: AddressSpace, start: bigint, end: bigint): Vma {
    const made = new Vma(this.kernel, space, start, end, this.kind);
    made.write = this.write;
    made.anonVma = this.anonVma;
    made.file = this.file;
    made.offset = this.offsetOf(start);
    return made;
  }
}
