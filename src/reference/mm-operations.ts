import type { AccessFlags } from "../mm/access-flags.ts";
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
import type { Upgrades } from "../mm/upgrades.ts";
import type { Chain } from "../notifier/chain.ts";
import type { PageNotices } from "../notifier/page-notices.ts";
import { lazily, type Makers } from "./lazily.ts";
import { MORE_MM_OPERATIONS, type MoreMmOperations } from "./more-mm-operations.ts";
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
  readonly accessFlags: AccessFlags;
}

/** What the operations stand on. */
export interface MmGround {
  readonly parts: Parts;
  readonly memory: Memory;
  readonly chain: Chain;
  readonly notices: PageNotices;
  readonly upgrades: Upgrades;
}

const MAKERS: Makers<MmGround, MmOperations> = {
  ...MORE_MM_OPERATIONS,
  mmap: ({ parts, memory, upgrades, munmap }) => new parts.Mmap(memory, upgrades, munmap),
  upgradeCalls: ({ memory, accessFlags, faults }) => new UpgradeCalls(memory, accessFlags, faults),
  accessFlags: ({ parts, memory, upgrades }) => new parts.AccessFlags(memory, upgrades),
  munmap: ({ parts, memory, thpSplit }) => new parts.Munmap(memory, thpSplit),
  dontneed: ({ parts, memory, thpSplit }) => new parts.MadviseDontneed(memory, thpSplit),
  mprotect: ({ parts, memory, thpSplit }) => new parts.Mprotect(memory, thpSplit),
  faults: ({ parts, memory, thpSplit, notify, accessFlags }) =>
    new parts.Faults(memory, thpSplit, notify, new parts.SpecialFaults(memory), accessFlags),
  fork: ({ parts, memory }) => new parts.Fork(memory),
  truncate: ({ parts, memory }) => new parts.Truncate(memory),
  oomReap: ({ parts, memory }) => new parts.OomReap(memory),
  thpSplit: ({ parts, memory }) => new parts.ThpSplit(memory),
  store: ({ memory, faults }) => new Store(memory, faults),
  aging: ({ parts, memory, chain }) => new parts.Aging(memory, chain),
  ksm: ({ parts, memory, notify }) => new parts.Ksm(memory, notify),
  uprobe: ({ parts, memory, notify, faults }) => new parts.Uprobe(memory, notify, faults),
  barePte: ({ parts, memory, notify }) => new parts.BarePte(memory, notify),
  notify: ({ parts, memory, notices }) => new parts.PteNotify(memory, notices),
};

/** Them all on one memory, each made at its first use. */
export const LazyMmOperations = lazily<MmGround, MmOperations>(MAKERS);
