import type { DriverInterface } from "../device/device.ts";
import type { Errno, Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { FaultInjection } from "../notifier/fault-injection.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { IntervalFaults } from "./interval-faults.ts";
import type { IntervalInvalidation } from "./interval-invalidation.ts";
import type { IntervalRegistration } from "./interval-registration.ts";
import { IntervalUmem } from "./interval-umem.ts";
import type { OdpParts } from "./odp-parts.ts";
import type { OdpPolicy } from "./policy.ts";
import type { Access, Context, ContextState, Odp, Region, RegionRange, RegionState } from "./region.ts";

/** On-demand paging from v5.5 on: each umem is an interval notifier. */
export class IntervalOdp implements Odp {
  readonly invalidation: IntervalInvalidation;
  readonly registration: IntervalRegistration;
  readonly faults: IntervalFaults;

  constructor(
    readonly driver: DriverInterface,
    policy: OdpPolicy,
    readonly injection: FaultInjection,
    parts: OdpParts,
  ) {
    const unmapping = new parts.Unmapping(driver.kernel, driver.memory, policy);
    this.invalidation = new parts.IntervalInvalidation(driver, unmapping);
    this.registration = new parts.IntervalRegistration(driver, injection, this.invalidation);
    this.faults = new parts.IntervalFaults(driver, injection);
  }

  /** A device that pins its pages registers no umems here. */
  open(name: string, mm: Mm, plain: boolean): Context | Errno {
    if (plain) return "EINVAL";
    return this.injection.take("query-device") ? "EIO" : new IntervalContext(this, name, mm);
  }
}

class IntervalContext implements Context {
  umems = 0;

  constructor(
    private readonly odp: IntervalOdp,
    readonly name: string,
    readonly mm: Mm,
  ) {}

  makeRegion(name: string, range: RegionRange): Region {
    return new IntervalRegion(this.odp, this, name, range);
  }

  state(): ContextState {
    return { umems: this.umems, tree: this.umems, running: 0, allocations: 0 };
  }
}

class IntervalRegion implements Region {
  readonly umem: IntervalUmem;
  readonly context: string;
  private readonly refused: Errno | undefined;

  constructor(
    private readonly odp: IntervalOdp,
    private readonly owner: IntervalContext,
    name: string,
    { start, length, writable, implicit }: RegionRange,
  ) {
    const span = implicit === true ? { start: 0n, end: 0n } : odp.registration.span(start, length);
    this.refused = typeof span === "string" ? span : undefined;
    const range = typeof span === "string" ? { start, end: start } : span;
    const { kernel } = odp.driver;
    const { invalidation } = odp;
    this.umem = new IntervalUmem(kernel, name, { ...range, writable }, implicit === true, (...called) =>
      invalidation.invalidate(...called),
    );
    this.context = owner.name;
  }

  *get(mm: Mm): Coroutine<Status> {
    const rc = this.refused ?? (yield* this.odp.registration.get(this.umem, mm));
    if (rc === 0) this.owner.umems += 1;
    return rc;
  }

  *getChild(parent: Region): Coroutine<Status> {
    const mm = parent.umem instanceof IntervalUmem ? parent.umem.mm : undefined;
    const isImplicit = parent.umem instanceof IntervalUmem && parent.umem.implicit;
    if (this.refused !== undefined || mm === undefined || !isImplicit) return this.refused ?? "EINVAL";
    const rc = yield* this.odp.registration.getChild(this.umem, mm);
    if (rc === 0) this.owner.umems += 1;
    return rc;
  }

  *release(): Coroutine {
    yield* this.odp.registration.release(this.umem);
    this.owner.umems -= 1;
  }

  fault(address: bigint, write: boolean) {
    return this.odp.faults.fault(this.umem, address, write);
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
    return this.odp.driver.intervals.readBegin(this.umem.subscriber);
  }

  retry(seq: bigint) {
    return this.odp.faults.retry(this.umem, seq);
  }

  /** read_begin waits for the sections over the interval. */
  *wait(): Coroutine<0 | Errno> {
    if (!this.umem.registered) return "EINVAL";
    yield* this.sample();
    return this.umem.mm?.users === 0 ? "EFAULT" : 0;
  }

  state(): RegionState {
    const { mm, subscriber } = this.umem;
    return { count: 0, seq: subscriber.seq, dying: mm?.users === 0, counts: true, waits: false };
  }
}
