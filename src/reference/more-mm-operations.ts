import type { Memory } from "../mm/memory.ts";
import type { DirtyHelpers } from "../mm/operations/dirty-helpers.ts";
import type { Faults } from "../mm/operations/faults.ts";
import type { HugetlbUnshare } from "../mm/operations/hugetlb-unshare.ts";
import type { MadviseFree } from "../mm/operations/madvise-free.ts";
import type { MakeExclusive } from "../mm/operations/make-exclusive.ts";
import type { MigrateVma } from "../mm/operations/migrate-vma.ts";
import type { Mkclean } from "../mm/operations/mkclean.ts";
import type { Mremap } from "../mm/operations/mremap.ts";
import type { Munmap } from "../mm/operations/munmap.ts";
import type { NumaHint } from "../mm/operations/numa-hint.ts";
import type { PagemapScan } from "../mm/operations/pagemap-scan.ts";
import type { PudSplit } from "../mm/operations/pud-split.ts";
import type { RemapFilePages } from "../mm/operations/remap-file-pages.ts";
import type { RmapMigrate } from "../mm/operations/rmap-migrate.ts";
import type { RmapUnmap } from "../mm/operations/rmap-unmap.ts";
import type { SoftDirty } from "../mm/operations/soft-dirty.ts";
import type { ThpCollapse } from "../mm/operations/thp-collapse.ts";
import type { ThpSplit } from "../mm/operations/thp-split.ts";
import type { UserfaultfdMove } from "../mm/operations/userfaultfd-move.ts";
import type { UserfaultfdWp } from "../mm/operations/userfaultfd-wp.ts";
import type { PageNotices } from "../notifier/page-notices.ts";
import type { Makers } from "./lazily.ts";
import type { Parts } from "./parts.ts";

/** The operations of the call-site table beyond the everyday ones, one object each. */
export interface MoreMmOperations {
  readonly rmapMigrate: RmapMigrate;
  readonly rmapUnmap: RmapUnmap;
  readonly madviseFree: MadviseFree;
  readonly mremap: Mremap;
  readonly numaHint: NumaHint;
  readonly userfaultfdWp: UserfaultfdWp;
  readonly userfaultfdMove: UserfaultfdMove;
  readonly pagemapScan: PagemapScan;
  readonly softDirty: SoftDirty;
  readonly mkclean: Mkclean;
  readonly dirtyHelpers: DirtyHelpers;
  readonly thpCollapse: ThpCollapse;
  readonly pudSplit: PudSplit;
  readonly hugetlbUnshare: HugetlbUnshare;
  readonly remapFilePages: RemapFilePages;
  readonly migrateVma: MigrateVma;
  readonly makeExclusive: MakeExclusive;
}

/** What the operations of the call-site table stand on. */
export interface Ground {
  readonly parts: Parts;
  readonly memory: Memory;
  readonly faults: Faults;
  readonly munmap: Munmap;
  readonly thpSplit: ThpSplit;
  readonly notices: PageNotices;
}

export const MORE_MM_OPERATIONS: Makers<Ground, MoreMmOperations> = {
  rmapMigrate: ({ parts, memory, thpSplit, notices }) => new parts.RmapMigrate(memory, thpSplit, notices),
  rmapUnmap: ({ parts, memory, thpSplit, notices }) => new parts.RmapUnmap(memory, thpSplit, notices),
  madviseFree: ({ parts, memory, thpSplit }) => new parts.MadviseFree(memory, thpSplit),
  mremap: ({ parts, memory, thpSplit, munmap }) => new parts.Mremap(memory, thpSplit, munmap),
  numaHint: ({ parts, memory, thpSplit }) => new parts.NumaHint(memory, thpSplit),
  userfaultfdWp: ({ parts, memory, thpSplit }) => new parts.UserfaultfdWp(memory, thpSplit),
  userfaultfdMove: ({ parts, memory }) => new parts.UserfaultfdMove(memory),
  pagemapScan: ({ parts, memory }) => new parts.PagemapScan(memory),
  softDirty: ({ parts, memory }) => new parts.SoftDirty(memory),
  mkclean: ({ parts, memory, notices }) => new parts.Mkclean(memory, notices),
  dirtyHelpers: ({ parts, memory }) => new parts.DirtyHelpers(memory),
  thpCollapse: ({ parts, memory, rmapUnmap }) => new parts.ThpCollapse(memory, rmapUnmap),
  pudSplit: ({ parts, memory }) => new parts.PudSplit(memory),
  hugetlbUnshare: ({ parts, memory }) => new parts.HugetlbUnshare(memory),
  remapFilePages: ({ parts, memory }) => new parts.RemapFilePages(memory),
  migrateVma: ({ parts, memory, rmapMigrate }) => new parts.MigrateVma(memory, rmapMigrate),
  makeExclusive: ({ parts, memory, faults, thpSplit }) => new parts.MakeExclusive(memory, faults, thpSplit),
};
