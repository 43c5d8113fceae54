import type { DriverInterface } from "../device/device.ts";
import { Gpu } from "../device/gpu.ts";
import { Mirror } from "../device/mirror.ts";
import { SecondaryTable } from "../device/secondary-table.ts";
import { Shadow } from "../device/shadow.ts";
import { Walker } from "../device/walker.ts";
import { Kvm } from "../kvm/kvm.ts";
import { PfnCache } from "../kvm/pfn-cache.ts";
import { kvmPolicyOf } from "../kvm/policy.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import { PortError } from "../port/port-error.ts";
import type { World } from "./world.ts";

/** What makes a shadow device one of another kind; it is of one kind only. */
const SHADOW_TRAITS = ["references", "fallible", "change_pte", "ranges_only", "waits"] as const;

export type ShadowTraits = { readonly [K in (typeof SHADOW_TRAITS)[number]]?: unknown };

/** What every device model has. */
interface Model {
  readonly name: string;
  readonly mm: Mm;
  readonly table: SecondaryTable;
}

type Kind<D extends Model> = abstract new (...args: never[]) => D;

/** The device models of a world, and the tables of scripted subscribers, by name. */
export class Devices {
  private readonly devices = new Map<string, Model>();
  private readonly tables = new Map<string, SecondaryTable>();

  constructor(private readonly world: World) {}

  /** The mirror of that name on the address space, made if there is none. Its user lock has its name. */
  makeMirror(name: string, mm: Mm): Mirror {
    const known = this.devices.get(name);
    if (known !== undefined && !(known instanceof Mirror)) throw new PortError("invalid", `${name} is no mirror`);
    if (known !== undefined && known.mm !== mm) throw new PortError("invalid", `${name} mirrors ${known.mm.name}`);
    const { parts } = this.world.machine;
    return known ?? this.add(new parts.Mirror(this.driver(), name, mm, this.world.lock(name)));
  }

  makeShadow(name: string, mm: Mm, traits: ShadowTraits): Shadow {
    return this.add(this.shadowOf(name, mm, traits));
  }

  /** A graphics device; its user lock has its name. */
  makeGpu(name: string, mm: Mm): Gpu {
    return this.add(new this.world.machine.parts.Gpu(this.driver(), name, mm, this.world.lock(name)));
  }

  private shadowOf(name: string, mm: Mm, traits: ShadowTraits): Shadow {
    const { parts } = this.world.machine;
    const chosen = SHADOW_TRAITS.filter((trait) => traits[trait] === true);
    if (chosen.length > 1) throw new PortError("invalid", `a shadow device is not both ${chosen.join(" and ")}`);
    if (traits.fallible === true) return new parts.FallibleShadow(this.driver(), name, mm, this.world.lock(name));
    if (traits.change_pte === true) return new parts.KvmShadow(this.driver(), name, mm, false);
    if (traits.ranges_only === true) return new parts.RangesOnlyShadow(this.driver(), name, mm, false);
    if (traits.waits === true) return new parts.GruShadow(this.driver(), name, mm, false);
    return new parts.Shadow(this.driver(), name, mm, traits.references === true);
  }

  makeKvm(name: string, mm: Mm): Kvm {
    const { parts, kernel, profile, arch } = this.world.machine;
    const policy = kvmPolicyOf(profile);
    const invalidation = new parts.Invalidation(kernel, policy, name);
    const memslots = new parts.Memslots(kernel, policy, name);
    return this.add(new parts.Kvm(this.driver(), name, mm, { policy, invalidation, memslots, arch }));
  }

  makePfnCache(name: string, vm: Kvm, address: bigint): PfnCache {
    return this.add(new this.world.machine.parts.PfnCache(this.driver(), name, vm, address));
  }

  /** The APIC-access page of a VM; it has one. */
  makeApicPage(name: string, vm: Kvm, address: bigint): void {
    if (vm.apic !== undefined) throw new PortError("invalid", `${vm.name} has an APIC-access page`);
    vm.apic = this.add(new this.world.machine.parts.ApicPage(this.driver(), name, vm, address));
  }

  kvm(name: string): Kvm {
    return this.find(name, Kvm, "VM");
  }

  pfnCache(name: string): PfnCache {
    return this.find(name, PfnCache, "pfn cache");
  }

  mirror(name: string): Mirror {
    return this.find(name, Mirror, "mirror");
  }

  shadow(name: string): Shadow {
    return this.find(name, Shadow, "shadow device");
  }

  gpu(name: string): Gpu {
    return this.find(name, Gpu, "graphics device");
  }

  /** A device that walks the page tables itself. */
  makeWalker(name: string, mm: Mm): Walker {
    const { parts, policy } = this.world.machine;
    return this.add(new parts.Walker(this.driver(), name, mm, policy.secondary.callback));
  }

  walker(name: string): Walker {
    return this.find(name, Walker, "walking device");
  }

  /** The table of a device, or of a scripted subscriber (made at first use). */
  table(name: string): SecondaryTable {
    const device = this.devices.get(name);
    const umem = this.world.odp.table(name);
    if (umem !== undefined) return umem;
    const found = device?.table ?? this.tables.get(name) ?? new SecondaryTable(this.world.machine.kernel, name);
    if (device === undefined) this.tables.set(name, found);
    return found;
  }

  private add<D extends Model>(device: D): D {
    if (this.devices.has(device.name)) throw new PortError("invalid", `the device ${device.name} exists already`);
    this.devices.set(device.name, device);
    return device;
  }

  private find<D extends Model>(name: string, kind: Kind<D>, words: string): D {
    const found = this.devices.get(name);
    if (!(found instanceof kind)) throw new PortError("invalid", `there is no ${words} named ${name}`);
    return found;
  }

  /** What a driver calls in the kernel. */
  driver(): DriverInterface {
    const { machine } = this.world;
    const { kernel, memory, exitPath, registry, intervals, intervalRegistry, ranges, policy } = machine;
    const { faults, migrateVma, makeExclusive } = machine.operations;
    const allocate = () => machine.sections.mayReclaim();
    const notifiers = { registry, intervals, intervalRegistry, ranges, policy };
    return { kernel, memory, faults, migrateVma, makeExclusive, exitPath, ...notifiers, allocate };
  }
}
