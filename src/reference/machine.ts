import type { CpuTlb } from "../kernel/cpu-tlb.ts";
import { Kernel } from "../kernel/kernel.ts";
import type { Strategy } from "../kernel/strategy.ts";
import { TLB_FLUSHES } from "../kernel/tlb-flush.ts";
import type { ExitPath } from "../mm/exit-path.ts";
import type { Memory } from "../mm/memory.ts";
import { MM_POLICIES } from "../mm/policy.ts";
import { Processes } from "../mm/processes.ts";
import { UPGRADES } from "../mm/upgrades.ts";
import type { ActiveRanges } from "../notifier/active-ranges.ts";
import type { Chain } from "../notifier/chain.ts";
import { FaultInjection } from "../notifier/fault-injection.ts";
import type { IntervalRegistry } from "../notifier/interval-registry.ts";
import type { Intervals } from "../notifier/intervals.ts";
import type { PageNotices } from "../notifier/page-notices.ts";
import { NOTIFIER_POLICIES, type NotifierPolicy } from "../notifier/policy.ts";
import type { Registry } from "../notifier/registry.ts";
import type { SecondaryTlbs } from "../notifier/secondary-tlbs.ts";
import type { Sections } from "../notifier/sections.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { Architecture } from "../port/architecture.ts";
import { LazyMmOperations, type MmOperations } from "./mm-operations.ts";
import type { Parts } from "./parts.ts";

/** One kernel with its parts put together for a profile. */
export class Machine {
  readonly kernel: Kernel;
  readonly policy: NotifierPolicy;
  readonly faults = new FaultInjection();
  readonly chain: Chain;
  readonly intervals: Intervals;
  readonly registry: Registry;
  readonly intervalRegistry: IntervalRegistry;
  readonly ranges: ActiveRanges;
  readonly notices: PageNotices;
  readonly sections: Sections;
  readonly secondary: SecondaryTlbs;
  readonly tlb: CpuTlb;
  readonly memory: Memory;
  readonly operations: MmOperations;
  readonly exitPath: ExitPath;
  readonly processes: Processes;

  constructor(
    readonly parts: Parts,
    readonly profile: string,
    readonly arch: Architecture,
    strategy?: Strategy,
  ) {
    const policy = NOTIFIER_POLICIES[profile];
    if (policy === undefined) throw new Error(`no policy for profile ${profile}`);
    this.policy = parts.policy(policy);
    this.kernel = new Kernel(strategy);
    const { kernel } = this;
    this.chain = new parts.Chain(kernel, this.policy);
    this.intervals = new parts.Intervals(kernel, this.policy);
    const frees = new parts.DeferredFrees(kernel);
    this.registry = new parts.Registry(kernel, this.policy, { chain: this.chain, frees, faults: this.faults });
    this.intervalRegistry = new parts.IntervalRegistry(kernel, this.policy, this.intervals, this.registry);
    this.ranges = new parts.ActiveRanges(kernel);
    const { policy: chosen, chain, intervals, registry, ranges } = this;
    this.sections = new parts.Sections(kernel, chosen, chain, intervals, registry, ranges);
    this.notices = new parts.PageNotices(kernel, chosen, chain);
    this.secondary = new parts.SecondaryTlbs(kernel, chosen, chain);
    this.tlb = new parts.CpuTlb(kernel, parts.tlbFlush(TLB_FLUSHES[arch]));
    this.tlb.hook = (mm, start, end) => this.secondary.atFlush(mm as Mm, start, end);
    this.memory = this.makeMemory();
    const { memory, notices } = this;
    const upgrades = parts.upgrades(UPGRADES[arch]);
    this.operations = new LazyMmOperations({ parts, memory, chain, notices, upgrades });
    this.exitPath = new parts.ExitPath(kernel, this.sections, this.memory, this.operations.munmap);
    this.processes = new Processes(this.exitPath);
  }

  private makeMemory(): Memory {
    const { kernel, parts, profile, tlb, secondary } = this;
    const policy = MM_POLICIES[profile];
    if (policy === undefined) throw new Error(`no policy of the address space for profile ${profile}`);
    const changed = parts.mmPolicy(policy);
    return new parts.Memory(
      kernel,
      changed,
      new parts.SectionCaller(kernel, changed, this.sections),
      tlb,
      secondary,
      parts.Gather,
      this.faults,
    );
  }

  newMm(name: string): Mm {
    return new this.parts.MmStruct(this.kernel, name);
  }
}
