import { FallibleShadow } from "../device/fallible-shadow.ts";
import { Gpu } from "../device/gpu.ts";
import { GruShadow } from "../device/gru-shadow.ts";
import { KvmShadow } from "../device/kvm-shadow.ts";
import { Mirror } from "../device/mirror.ts";
import { RangesOnlyShadow } from "../device/ranges-only-shadow.ts";
import { Shadow } from "../device/shadow.ts";
import { Walker } from "../device/walker.ts";
import { CpuTlb } from "../kernel/cpu-tlb.ts";
import { MmStruct } from "../kernel/mm-struct.ts";
import type { TlbFlush } from "../kernel/tlb-flush.ts";
import { ApicPage } from "../kvm/apic-page.ts";
import { Invalidation } from "../kvm/invalidation.ts";
import { Kvm } from "../kvm/kvm.ts";
import { Memslots } from "../kvm/memslots.ts";
import { PfnCache } from "../kvm/pfn-cache.ts";
import { AccessFlags } from "../mm/access-flags.ts";
import { ExitPath } from "../mm/exit-path.ts";
import { Gather } from "../mm/gather.ts";
import { Memory } from "../mm/memory.ts";
import { Aging } from "../mm/operations/aging.ts";
import { BarePte } from "../mm/operations/bare-pte.ts";
import { Faults } from "../mm/operations/faults.ts";
import { Fork } from "../mm/operations/fork.ts";
import { Ksm } from "../mm/operations/ksm.ts";
import { MadviseDontneed } from "../mm/operations/madvise-dontneed.ts";
import { Mmap } from "../mm/operations/mmap.ts";
import { Mprotect } from "../mm/operations/mprotect.ts";
import { Munmap } from "../mm/operations/munmap.ts";
import { OomReap } from "../mm/operations/oom-reap.ts";
import { ThpSplit } from "../mm/operations/thp-split.ts";
import { Truncate } from "../mm/operations/truncate.ts";
import { Uprobe } from "../mm/operations/uprobe.ts";
import { MM_PARTS, type MmParts } from "../mm/parts.ts";
import type { MmPolicy } from "../mm/policy.ts";
import { PteNotify } from "../mm/pte-notify.ts";
import { SectionCaller } from "../mm/section-caller.ts";
import type { Upgrades } from "../mm/upgrades.ts";
import { ActiveRanges } from "../notifier/active-ranges.ts";
import { Chain } from "../notifier/chain.ts";
import { DeferredFrees } from "../notifier/deferred-frees.ts";
import { IntervalRegistry } from "../notifier/interval-registry.ts";
import { Intervals } from "../notifier/intervals.ts";
import { PageNotices } from "../notifier/page-notices.ts";
import type { NotifierPolicy } from "../notifier/policy.ts";
import { Registry } from "../notifier/registry.ts";
import { SecondaryTlbs } from "../notifier/secondary-tlbs.ts";
import { Sections } from "../notifier/sections.ts";
import { Subscriptions } from "../notifier/subscriptions.ts";
import { type OdpParts, odpParts } from "../odp/odp-parts.ts";
import type { OdpPolicy } from "../odp/policy.ts";
import { Asids } from "../smmu/asids.ts";
import { FaultHandler } from "../smmu/fault-handler.ts";
import type { IommuKind } from "../smmu/iommu.ts";
import type { SvaPolicy } from "../smmu/policy.ts";
import { SvaDevice } from "../smmu/sva-device.ts";
import { SvaDriver } from "../smmu/sva-driver.ts";
import { TableWalker } from "../smmu/table-walker.ts";

/**
 * The replaceable parts of the reference. A mutant is the conforming set with one part (or its
 * policy) exchanged.
 */
export interface Parts extends MmParts {
  readonly ActiveRanges: typeof ActiveRanges;
  readonly Chain: typeof Chain;
  readonly DeferredFrees: typeof DeferredFrees;
  readonly ExitPath: typeof ExitPath;
  readonly IntervalRegistry: typeof IntervalRegistry;
  readonly Intervals: typeof Intervals;
  readonly Registry: typeof Registry;
  readonly SecondaryTlbs: typeof SecondaryTlbs;
  readonly Sections: typeof Sections;
  readonly Subscriptions: typeof Subscriptions;
  readonly policy: (policy: NotifierPolicy) => NotifierPolicy;
  readonly CpuTlb: typeof CpuTlb;
  readonly Gather: typeof Gather;
  readonly tlbFlush: (arch: TlbFlush) => TlbFlush;
  readonly AccessFlags: typeof AccessFlags;
  readonly Aging: typeof Aging;
  readonly BarePte: typeof BarePte;
  readonly FallibleShadow: typeof FallibleShadow;
  readonly Faults: typeof Faults;
  readonly Fork: typeof Fork;
  readonly Gpu: typeof Gpu;
  readonly GruShadow: typeof GruShadow;
  readonly Ksm: typeof Ksm;
  readonly KvmShadow: typeof KvmShadow;
  readonly MadviseDontneed: typeof MadviseDontneed;
  readonly Memory: typeof Memory;
  readonly Mirror: typeof Mirror;
  readonly Mmap: typeof Mmap;
  readonly MmStruct: typeof MmStruct;
  readonly Mprotect: typeof Mprotect;
  readonly Munmap: typeof Munmap;
  readonly OomReap: typeof OomReap;
  readonly PageNotices: typeof PageNotices;
  readonly PteNotify: typeof PteNotify;
  readonly RangesOnlyShadow: typeof RangesOnlyShadow;
  readonly SectionCaller: typeof SectionCaller;
  readonly Shadow: typeof Shadow;
  readonly ThpSplit: typeof ThpSplit;
  readonly Truncate: typeof Truncate;
  readonly Uprobe: typeof Uprobe;
  readonly Walker: typeof Walker;
  readonly ApicPage: typeof ApicPage;
  readonly Invalidation: typeof Invalidation;
  readonly Kvm: typeof Kvm;
  readonly Memslots: typeof Memslots;
  readonly PfnCache: typeof PfnCache;
  readonly Asids: typeof Asids;
  readonly FaultHandler: typeof FaultHandler;
  readonly SvaDevice: typeof SvaDevice;
  readonly SvaDriver: typeof SvaDriver;
  readonly TableWalker: typeof TableWalker;
  readonly iommu: (kind: IommuKind) => IommuKind;
  readonly svaPolicy: (policy: SvaPolicy) => SvaPolicy;
  readonly upgrades: (arch: Upgrades) => Upgrades;
  readonly mmPolicy: (policy: MmPolicy) => MmPolicy;
  readonly odp: OdpParts;
  readonly odpPolicy: (policy: OdpPolicy) => OdpPolicy;
}

/** The parts that keep every rule. */
export const conformingParts: Parts = {
  ...MM_PARTS,
  ActiveRanges,
  Chain,
  DeferredFrees,
  ExitPath,
  IntervalRegistry,
  Intervals,
  Registry,
  SecondaryTlbs,
  Sections,
  Subscriptions,
  policy: (policy) => policy,
  CpuTlb,
  Gather,
  tlbFlush: (arch) => arch,
  AccessFlags,
  Aging,
  BarePte,
  FallibleShadow,
  Faults,
  Fork,
  Gpu,
  GruShadow,
  Ksm,
  KvmShadow,
  MadviseDontneed,
  Memory,
  Mirror,
  Mmap,
  MmStruct,
  Mprotect,
  Munmap,
  OomReap,
  PageNotices,
  PteNotify,
  RangesOnlyShadow,
  SectionCaller,
  Shadow,
  ThpSplit,
  Truncate,
  Uprobe,
  Walker,
  ApicPage,
  Invalidation,
  Kvm,
  Memslots,
  PfnCache,
  Asids,
  FaultHandler,
  SvaDevice,
  SvaDriver,
  TableWalker,
  iommu: (kind) => kind,
  svaPolicy: (policy) => policy,
  upgrades: (arch) => arch,
  mmPolicy: (policy) => policy,
  odp: odpParts,
  odpPolicy: (policy) => policy,
};
