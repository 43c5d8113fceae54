import { DirtyHelpers } from "./operations/dirty-helpers.ts";
import { HugetlbUnshare } from "./operations/hugetlb-unshare.ts";
import { MadviseFree } from "./operations/madvise-free.ts";
import { MakeExclusive } from "./operations/make-exclusive.ts";
import { MigrateVma } from "./operations/migrate-vma.ts";
import { Mkclean } from "./operations/mkclean.ts";
import { Mremap } from "./operations/mremap.ts";
import { NumaHint } from "./operations/numa-hint.ts";
import { PagemapScan } from "./operations/pagemap-scan.ts";
import { PudSplit } from "./operations/pud-split.ts";
import { RemapFilePages } from "./operations/remap-file-pages.ts";
import { RmapMigrate } from "./operations/rmap-migrate.ts";
import { RmapUnmap } from "./operations/rmap-unmap.ts";
import { SoftDirty } from "./operations/soft-dirty.ts";
import { SpecialFaults } from "./operations/special-faults.ts";
import { ThpCollapse } from "./operations/thp-collapse.ts";
import { UserfaultfdMove } from "./operations/userfaultfd-move.ts";
import { UserfaultfdWp } from "./operations/userfaultfd-wp.ts";

/** The operations of the call-site table beyond the everyday ones, each of them a part that can be exchanged. */
export const MM_PARTS = {
  DirtyHelpers,
  HugetlbUnshare,
  MadviseFree,
  MakeExclusive,
  MigrateVma,
  Mkclean,
  Mremap,
  NumaHint,
  PagemapScan,
  PudSplit,
  RemapFilePages,
  RmapMigrate,
  RmapUnmap,
  SoftDirty,
  SpecialFaults,
  ThpCollapse,
  UserfaultfdMove,
  UserfaultfdWp,
} as const;

export type MmParts = typeof MM_PARTS;
