import type { Memory } from "../mm/memory.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import { PortError } from "../port/port-error.ts";
import { CommandQueue } from "../smmu/command-queue.ts";
import { Domain, type DomainTraits } from "../smmu/domain.ts";
import type { FaultHandler } from "../smmu/fault-handler.ts";
import { IOMMU_KINDS, type IommuName } from "../smmu/iommu.ts";
import { type SvaPolicy, svaPolicy } from "../smmu/policy.ts";
import type { Recovery, SvaDevice } from "../smmu/sva-device.ts";
import type { SvaDriver } from "../smmu/sva-driver.ts";
import type { TableWalker } from "../smmu/table-walker.ts";
import { type Translation, TranslationCache } from "../smmu/translation-cache.ts";
import type { Machine } from "./machine.ts";

/** What a device of the port can be told to be. */
export interface DeviceTraits extends DomainTraits {
  readonly iommu: IommuName;
  readonly recovery: Recovery;
  readonly ats: boolean;
}

/** The one IOMMU of a world, its driver, and the devices behind it, by name. */
export class Sva {
  readonly policy: SvaPolicy;
  readonly driver: SvaDriver;
  private readonly tlb: TranslationCache;
  private readonly walker: TableWalker;
  private readonly handler: FaultHandler;
  private readonly domains = new Map<string, Domain>();
  private readonly devices = new Map<string, SvaDevice>();

  constructor(private readonly machine: Machine) {
    const { kernel, parts, memory, operations, exitPath } = machine;
    this.policy = parts.svaPolicy(svaPolicy(machine.profile));
    this.tlb = new TranslationCache(kernel, "iommu");
    this.walker = new parts.TableWalker(memory, this.tlb);
    this.driver = this.makeDriver();
    this.handler = new parts.FaultHandler({ memory, faults: operations.faults, exitPath }, () => this.driver);
    this.snoop(memory);
  }

  /** EINVAL if there is a device of that name. */
  makeDevice(name: string, domain: string, traits: DeviceTraits): 0 | "EINVAL" {
    if (this.devices.has(name)) return "EINVAL";
    const { kernel, parts } = this.machine;
    const home = this.domain(domain, traits);
    const context = this.policy.contextOfDomain ? domain : name;
    const made = new parts.SvaDevice(
      { kernel, walker: this.walker, handler: this.handler },
      { name, domain: home, context, recovery: traits.recovery, ats: traits.ats },
    );
    home.devices.push(made);
    this.devices.set(name, made);
    return 0;
  }

  device(name: string): SvaDevice {
    const found = this.devices.get(name);
    if (found === undefined) throw new PortError("invalid", `there is no device named ${name} behind an IOMMU`);
    return found;
  }

  /** What a device keeps, or a domain's part of the IOMMU's TLB; undefined for other names. */
  translations(name: string): Translation[] | undefined {
    if (this.domains.has(name)) return this.tlb.of(name);
    const device = this.devices.get(name);
    return device === undefined ? undefined : (device.atc?.of(name) ?? []);
  }

  private domain(name: string, { iommu, btm, ranges, updates }: DeviceTraits): Domain {
    const made =
      this.domains.get(name) ??
      new Domain(name, this.machine.parts.iommu(IOMMU_KINDS[iommu]), { btm, ranges, updates });
    this.domains.set(name, made);
    return made;
  }

  private makeDriver(): SvaDriver {
    const { kernel, parts, registry, exitPath, faults, policy } = this.machine;
    const asids = new parts.Asids(kernel, faults, this.policy.sharesAsid);
    const commands = new CommandQueue(kernel, this.tlb);
    const callback = policy.secondary.callback ?? "invalidate_range";
    return new parts.SvaDriver(kernel, this.policy, {
      registry,
      exitPath,
      faults,
      asids,
      commands,
      tlb: this.tlb,
      callback,
    });
  }

  private snoop(memory: Memory): void {
    memory.tlb.broadcast = (mm, start, end) => this.driver.snoop(mm as Mm, start, end);
  }
}
