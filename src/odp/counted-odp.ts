import type { DriverInterface } from "../device/device.ts";
import type { Errno, Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Processes } from "../mm/processes.ts";
import type { FaultInjection } from "../notifier/fault-injection.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { CountedFaults } from "./counted-faults.ts";
import type { CountedRegistration } from "./counted-registration.ts";
import { CountedUmem } from "./counted-umem.ts";
import { Lookup } from "./lookup.ts";
import type { OdpContext } from "./odp-context.ts";
import type { OdpParts } from "./odp-parts.ts";
import type { OdpPolicy } from "./policy.ts";
import type { Access, Context, ContextState, Odp, Region, RegionRange, RegionState } from "./region.ts";
import type { UmemRange } from "./umem.ts";
import type { Unmapping } from "./unmapping.ts";

/** On-demand paging as of 2014: a list subscriber for each context, and umems that count. */
export class CountedOdp implements Odp {
  readonly unmapping: Unmapping;
  readonly registration: CountedRegistration;
  readonly faults: CountedFaults;

  constructor(
    readonly driver: DriverInterface,
    policy: OdpPolicy,
    readonly injection: FaultInjection,
    readonly parts: OdpParts,
    processes: Processes,
  ) {
    this.unmapping = new parts.Unmapping(driver.kernel, driver.memory, policy);
    this.registration = new parts.CountedRegistration(driver, injection, processes);
    const lookup = new Lookup(driver, this.unmapping);
    this.faults = new parts.CountedFaults(driver, injection, lookup, this.unmapping);
  }

  open(name: string, mm: Mm, plain: boolean): Context | Errno {
    if (!this.deviceAnswers()) return "EIO";
    const { parts, unmapping, injection: faults } = this;
    const { kernel } = this.driver;
    const tree = (owner: string) => new parts.UmemTree(kernel, owner);
    const newcomers = (lock: OdpContext["lock"], owner: string) => new parts.Newcomers(kernel, lock, owner);
    return new CountedContext(
      this,
      new parts.OdpContext(kernel, name, mm, plain, { unmapping, faults, tree, newcomers }),
    );
  }

  /** What the device can do is asked for first. */
  deviceAnswers(): boolean {
    return !this.injection.take("query-device");
  }
}

class CountedContext implements Context {
  readonly name: string;
  readonly mm: Mm;

  constructor(
    private readonly odp: CountedOdp,
    private readonly context: OdpContext,
  ) {
    this.name = context.name;
    this.mm = context.mm;
  }

  makeRegion(name: string, { start, length, writable }: RegionRange): Region {
    return new CountedRegion(this.odp, this.context, name, { start, end: start + length, writable });
  }

  state(): ContextState {
    const { umems, tree, newcomers, allocations } = this.context;
    return { umems, tree: tree.size, running: newcomers.open, allocations };
  }
}

class CountedRegion implements Region {
  readonly umem: CountedUmem;
  readonly context: string;

  constructor(
    private readonly odp: CountedOdp,
    context: OdpContext,
    name: string,
    range: UmemRange,
  ) {
    const { kernel } = odp.driver;
    const sections = new odp.parts.SectionCount(kernel, name);
    this.umem = new CountedUmem(kernel, name, context, range, sections);
    this.context = context.name;
  }

  get(mm: Mm): Coroutine<Status> {
    return this.odp.registration.get(this.umem, mm);
  }

  *getChild(): Coroutine<Status> {
    return "EINVAL";
  }

  release(): Coroutine {
    return this.odp.registration.release(this.umem);
  }

  fault(address: bigint, write: boolean, token: string) {
    return this.odp.faults.fault(this.umem, address, write, token);
  }

  walk(address: bigint, write: boolean, token: string) {
    return this.odp.faults.walk(this.umem, address, write, token);
  }

  commit(token: string) {
    return this.odp.faults.commit(this.umem, token);
  }

  mapPages(start: bigint, length: bigint, access: Access) {
    return this.odp.faults.mapPages(this.umem, start, length, access);
  }

  sample() {
    return this.odp.faults.sample(this.umem);
  }

  retry(seq: bigint) {
    return this.odp.faults.retry(this.umem, seq);
  }

  wait() {
    return this.odp.faults.wait(this.umem);
  }

  state(): RegionState {
    const { open, seq, dying, counts } = this.umem.sections;
    return { count: open, seq, dying, counts, waits: this.umem.context.newcomers.isWaiting(this.umem) };
  }
}
