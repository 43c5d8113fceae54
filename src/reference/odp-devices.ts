import type { SecondaryTable } from "../device/secondary-table.ts";
import { ODP_POLICIES } from "../odp/policy.ts";
import type { Context, Odp, Region } from "../odp/region.ts";
import { PortError } from "../port/port-error.ts";
import type { World } from "./world.ts";

/** The contexts and umems of a world, by name. */
export class OdpDevices {
  private readonly contexts = new Map<string, Context>();
  private readonly regions = new Map<string, Region>();
  private form: Odp | undefined;

  constructor(private readonly world: World) {}

  /** The form that the profile has, made at first use: most worlds have no such device. */
  get odp(): Odp {
    this.form ??= this.make();
    return this.form;
  }

  private make(): Odp {
    const { parts, profile, faults, processes } = this.world.machine;
    const policy = ODP_POLICIES[profile];
    if (policy === undefined) throw new PortError("unsupported", `there is no on-demand paging in profile ${profile}`);
    const driver = this.world.devices.driver();
    const chosen = parts.odpPolicy(policy);
    if (chosen.intervals) return new parts.odp.IntervalOdp(driver, chosen, faults, parts.odp);
    return new parts.odp.CountedOdp(driver, chosen, faults, parts.odp, processes);
  }

  add(context: Context): void {
    if (this.contexts.has(context.name)) throw new PortError("invalid", `the context ${context.name} exists already`);
    this.contexts.set(context.name, context);
  }

  context(name: string): Context {
    const found = this.contexts.get(name);
    if (found === undefined) throw new PortError("invalid", `there is no context named ${name}`);
    return found;
  }

  /** A umem of that name: a new one, unless it was released. */
  register(name: string, region: Region): void {
    this.regions.set(name, region);
  }

  region(name: string): Region {
    const found = this.regions.get(name);
    if (found === undefined) throw new PortError("invalid", `there is no umem named ${name}`);
    return found;
  }

  table(name: string): SecondaryTable | undefined {
    return this.regions.get(name)?.umem.table;
  }
}
