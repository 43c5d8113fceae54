import type { DriverInterface } from "../device/device.ts";
import type { Mirror } from "../device/mirror.ts";
import { SecondaryTable } from "../device/secondary-table.ts";
import type { Shadow } from "../device/shadow.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import { PortError } from "../port/port-error.ts";
import type { World } from "./world.ts";

/** The device models of a world, and the tables of scripted subscribers, by name. */
export class Devices {
  private readonly mirrors = new Map<string, Mirror>();
  private readonly shadows = new Map<string, Shadow>();
  private readonly tables = new Map<string, SecondaryTable>();

  constructor(private readonly world: World) {}

  /** The mirror of that name on the address space, made if there is none. Its user lock has its name. */
  makeMirror(name: string, mm: Mm): Mirror {
    const known = this.mirrors.get(name);
    if (known !== undefined && known.mm !== mm) throw new PortError("invalid", `${name} mirrors ${known.mm.name}`);
    if (this.shadows.has(name)) throw new PortError("invalid", `the device ${name} is a shadow`);
    const { parts } = this.world.machine;
    const mirror = known ?? new parts.Mirror(this.driver(), name, mm, this.world.lock(name));
    this.mirrors.set(name, mirror);
    return mirror;
  }

  makeShadow(name: string, mm: Mm, { references, fallible }: { references: boolean; fallible: boolean }): Shadow {
    if (this.shadows.has(name) || this.mirrors.has(name)) {
      throw new PortError("invalid", `the device ${name} exists already`);
    }
    const { parts } = this.world.machine;
    const shadow = fallible
      ? new parts.FallibleShadow(this.driver(), name, mm, this.world.lock(name))
      : new parts.Shadow(this.driver(), name, mm, references);
    this.shadows.set(name, shadow);
    return shadow;
  }

  mirror(name: string): Mirror {
    const found = this.mirrors.get(name);
    if (found === undefined) throw new PortError("invalid", `there is no mirror named ${name}`);
    return found;
  }

  shadow(name: string): Shadow {
    const found = this.shadows.get(name);
    if (found === undefined) throw new PortError("invalid", `there is no shadow device named ${name}`);
    return found;
  }

  /** The table of a device, or of a scripted subscriber (made at first use). */
  table(name: string): SecondaryTable {
    const device = this.mirrors.get(name) ?? this.shadows.get(name);
    const found = device?.table ?? this.tables.get(name) ?? new SecondaryTable(this.world.machine.kernel, name);
    if (device === undefined) this.tables.set(name, found);
    return found;
  }

  private driver(): DriverInterface {
    const { kernel, memory, exitPath, registry, intervals, intervalRegistry, operations, sections } =
      this.world.machine;
    const allocate = () => sections.mayReclaim();
    return { kernel, memory, faults: operations.faults, exitPath, registry, intervals, intervalRegistry, allocate };
  }
}
