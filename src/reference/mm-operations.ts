import type { Memory } from "../mm/memory.ts";
import type { Aging } from "../mm/operations/aging.ts";
import type { BarePte } from "../mm/operations/bare-pte.ts";
import type { Faults } from "../mm/operations/faults.ts";
import type { Fork } from "../mm/operations/fork.ts";
import type { Ksm } from "../mm/operations/ksm.ts";
import type { MadviseDontneed } from "../mm/operations/madvise-dontneed.ts";
import type { Mmap } from "../mm/operations/mmap.ts";
import type { Mprotect } from "../mm/operations/mprotect.ts";
import type { Munmap } from "../mm/operations/munmap.ts";
import type { OomReap } from "../mm/operations/oom-reap.ts";
import { Store } from "../mm/operations/store.ts";
import type { ThpSplit } from "../mm/operations/thp-split.ts";
import type { Truncate } from "../mm/operations/truncate.ts";
import { UpgradeCalls } from "../mm/operations/upgrade-calls.ts";
import type { Uprobe } from "../mm/operations/uprobe.ts";
import type { PteNotify } from "../mm/pte-notify.ts";
import { UPGRADES } from "../mm/upgrades.ts";
import type { Chain } from "../notifier/chain.ts";
import type { PageNotices } from "../notifier/page-notices.ts";
import type { Architecture } from "../port/architecture.ts";
import { type MoreMmOperations, makeMoreMmOperations } from "./more-mm-operations.ts";
import type { Parts } from "./parts.ts";

/** The operations of the address space, one object each: the table to extend for a new one. */
export interface MmOperations extends MoreMmOperations {
  readonly mmap: Mmap;
  readonly munmap: Munmap;
  readonly dontneed: MadviseDontneed;
  readonly mprotect: Mprotect;
  readonly faults: Faults;
  readonly fork: Fork;
  readonly truncate: Truncate;
  readonly oomReap: OomReap;
  readonly thpSplit: ThpSplit;
  readonly aging: Aging;
  readonly ksm: Ksm;
  readonly uprobe: Uprobe;
  readonly barePte: BarePte;
  readonly notify: PteNotify;
  readonly store: Store;
  readonly upgradeCalls: UpgradeCalls;
}

/** Makes them all on one memory. */
export function makeMmOperations(
  parts: Parts,
  memory: Memory,
  chain: Chain,
  notices: PageNotices,
  arch: Architecture,
): MmOperations {
  const upgrades = parts.upgrades(UPGRADES[arch]);
  const flags = new parts.AccessFlags(memory, upgrades);
  const thpSplit = new parts.ThpSplit(memory);
  const notify = new parts.PteNotify(memory, notices);
  const munmap = new parts.Munmap(memory, thpSplit);
  const faults = new parts.Faults(memory, thpSplit, notify, new parts.SpecialFaults(memory), flags);
  return {
    ...makeMoreMmOperations(parts, { memory, faults, munmap, thpSplit, notices }),
    mmap: new parts.Mmap(memory, upgrades, munmap),
    upgradeCalls: new UpgradeCalls(memory, flags, faults),
    munmap,
    dontneed: new parts.MadviseDontneed(memory, thpSplit),
    mprotect: new parts.Mprotect(memory, thpSplit),
    faults,
    fork: new parts.Fork(memory),
    truncate: new parts.Truncate(memory),
    oomReap: new parts.OomReap(memory),
    thpSplit,
    store: new Store(memory, faults),
    aging: new parts.Aging(memory, chain),
    ksm: new parts.Ksm(memory, notify),
    uprobe: new parts.Uprobe(memory, notify, faults),
    barePte: new parts.BarePte(memory, notify),
    notify,
  };
}
