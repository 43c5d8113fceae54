import type { Memory } from "../mm/memory.ts";
import type { Faults } from "../mm/operations/faults.ts";
import type { Munmap } from "../mm/operations/munmap.ts";
import type { ThpSplit } from "../mm/operations/thp-split.ts";
import type { PageNotices } from "../notifier/page-notices.ts";
import type { Parts } from "./parts.ts";

/** What the operations of the call-site table stand on. */
export interface Ground {
  readonly memory: Memory;
  readonly faults: Faults;
  readonly munmap: Munmap;
  readonly thpSplit: ThpSplit;
  readonly notices: PageNotices;
}

/** The operations of the call-site table beyond the everyday ones, one object each. */
export function makeMoreMmOperations(parts: Parts, { memory, faults, munmap, thpSplit, notices }: Ground) {
  const rmapMigrate = new parts.RmapMigrate(memory, thpSplit, notices);
  const rmapUnmap = new parts.RmapUnmap(memory, thpSplit, notices);
  return {
    rmapMigrate,
    rmapUnmap,
    madviseFree: new parts.MadviseFree(memory, thpSplit),
    mremap: new parts.Mremap(memory, thpSplit, munmap),
    numaHint: new parts.NumaHint(memory, thpSplit),
    userfaultfdWp: new parts.UserfaultfdWp(memory, thpSplit),
    userfaultfdMove: new parts.UserfaultfdMove(memory),
    pagemapScan: new parts.PagemapScan(memory),
    softDirty: new parts.SoftDirty(memory),
    mkclean: new parts.Mkclean(memory, notices),
    dirtyHelpers: new parts.DirtyHelpers(memory),
    thpCollapse: new parts.ThpCollapse(memory, rmapUnmap),
    pudSplit: new parts.PudSplit(memory),
    hugetlbUnshare: new parts.HugetlbUnshare(memory),
    remapFilePages: new parts.RemapFilePages(memory),
    migrateVma: new parts.MigrateVma(memory, rmapMigrate),
    makeExclusive: new parts.MakeExclusive(memory, faults, thpSplit),
  };
}

export type MoreMmOperations = ReturnType<typeof makeMoreMmOperations>;
