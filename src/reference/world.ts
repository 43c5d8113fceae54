import { Gate } from "../kernel/gate.ts";
import { Mutex } from "../kernel/mutex.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Strategy } from "../kernel/strategy.ts";
import type { IntervalSubscriber } from "../notifier/interval-subscriber.ts";
import type { ListOps, ListSubscriber } from "../notifier/list-subscriber.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { TlbNotifier } from "../notifier/tlb-notifier.ts";
import { type Architecture, DEFAULT_ARCHITECTURE } from "../port/architecture.ts";
import { PortError } from "../port/port-error.ts";
import { Devices } from "./devices.ts";
import { Machine } from "./machine.ts";
import { OdpDevices } from "./odp-devices.ts";
import type { Parts } from "./parts.ts";
import { RawSections } from "./raw-sections.ts";
import { Scripts } from "./scripts.ts";
import { Sva } from "./sva.ts";

/** A callback table for get: its name, its callbacks, and how many objects it has made. */
export interface CallbackTable {
  readonly name: string;
  readonly ops: ListOps;
  made: number;
}

/** Everything that the port's names stand for, in one machine. */
export class World {
  readonly machine: Machine;
  readonly mms = new Map<string, Mm>();
  readonly lists = new Map<string, ListSubscriber>();
  readonly tlbs = new Map<string, TlbNotifier>();
  readonly intervals = new Map<string, IntervalSubscriber>();
  readonly tables = new Map<string, CallbackTable>();
  readonly tokens = new Map<string, bigint>();
  readonly scripts: Scripts;
  readonly sections: RawSections;
  readonly devices: Devices;
  readonly odp: OdpDevices;
  /** Threads that the port has named, in order of their first use. */
  readonly threads = new Set<string>();
  private iommu: Sva | undefined;
  private readonly gates = new Map<string, Gate>();
  private readonly locks = new Map<string, Mutex>();
  /** Gates at inner points, by thread and point. */
  private readonly holds = new Map<string, Gate>();

  constructor(parts: Parts, profile: string, arch: Architecture = DEFAULT_ARCHITECTURE, strategy?: Strategy) {
    this.machine = new Machine(parts, profile, arch, strategy);
    const { kernel } = this.machine;
    this.scripts = new Scripts(this);
    this.sections = new RawSections(this.machine);
    this.devices = new Devices(this);
    this.odp = new OdpDevices(this);
    this.addMm("mm");
    kernel.atPoint = (point) => this.atPoint(point);
  }

  /** The IOMMU; few worlds have one. */
  get sva(): Sva {
    this.iommu ??= new Sva(this.machine);
    return this.iommu;
  }

  /** Stops the current thread at an inner point, if it is to be held there. */
  private *atPoint(point: string): Coroutine {
    const key = `${this.machine.kernel.current.name} ${point}`;
    const gate = this.holds.get(key);
    if (gate === undefined) return;
    this.holds.delete(key);
    yield* gate.stop();
  }

  addMm(name: string): Mm {
    if (this.mms.has(name)) throw new PortError("invalid", `the address space ${name} exists already`);
    const mm = this.machine.newMm(name);
    this.mms.set(name, mm);
    return mm;
  }

  mm(name: string): Mm {
    return known(this.mms, name, "address space");
  }

  list(name: string): ListSubscriber {
    return known(this.lists, name, "list subscriber");
  }

  tlb(name: string): TlbNotifier {
    return known(this.tlbs, name, "tlb_notifier");
  }

  interval(name: string): IntervalSubscriber {
    return known(this.intervals, name, "interval subscriber");
  }

  table(name: string): CallbackTable {
    return known(this.tables, name, "callback table");
  }

  token(name: string): bigint {
    return known(this.tokens, name, "token");
  }

  gate(name: string): Gate {
    return made(this.gates, name, () => new Gate(this.machine.kernel, name));
  }

  lock(name: string): Mutex {
    return made(this.locks, name, () => new Mutex(this.machine.kernel, name));
  }

  hold(thread: string, point: string, gate: string): void {
    this.holds.set(`${thread} ${point}`, this.gate(gate));
  }
}

function known<T>(map: ReadonlyMap<string, T>, name: string, what: string): T {
  const found = map.get(name);
  if (found === undefined) throw new PortError("invalid", `there is no ${what} named ${name}`);
  return found;
}

function made<T>(map: Map<string, T>, name: string, make: () => T): T {
  const found = map.get(name) ?? make();
  map.set(name, found);
  return found;
}
