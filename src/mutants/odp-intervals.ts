import type { Errno, Status } from "../kernel/errno.ts";
import { PAGE_SIZE, type Page } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import { type NotifierRange, ULONG_MAX } from "../notifier/range.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { PageSpan } from "../odp/interval-registration.ts";
import type { IntervalUmem } from "../odp/interval-umem.ts";
import type { OdpParts } from "../odp/odp-parts.ts";
import type { MutantRow } from "./mutant.ts";
import { exchanging } from "./odp-part.ts";
import { UNCOVERED } from "./until.ts";

type Faults = OdpParts["IntervalFaults"];
type Invalidation = OdpParts["IntervalInvalidation"];
type Registration = OdpParts["IntervalRegistration"];

const faults = (change: (IntervalFaults: Faults) => Faults) =>
  exchanging((odp) => ({ IntervalFaults: change(odp.IntervalFaults) }));
const invalidation = (change: (IntervalInvalidation: Invalidation) => Invalidation) =>
  exchanging((odp) => ({ IntervalInvalidation: change(odp.IntervalInvalidation) }));
const registration = (change: (IntervalRegistration: Registration) => Registration) =>
  exchanging((odp) => ({ IntervalRegistration: change(odp.IntervalRegistration) }));

/** Wrong umems on interval notifiers. */
export const odpIntervalMutants: readonly MutantRow[] = [
  {
    id: "ODP-44-x1",
    title: "a umem covers the bytes that it was asked for, not their pages",
    violates: ["ODP-44"],
    origin: "plausible",
    parts: registration(
      (IntervalRegistration) =>
        class extends IntervalRegistration {
          override span(start: bigint, length: bigint): PageSpan | Errno {
            const whole = super.span(start, length);
            if (typeof whole === "string") return whole;
            return length === 0n ? "EINVAL" : { start, end: start + length };
          }
        },
    ),
  },
  {
    id: "ODP-44-x2",
    title: "only the range itself is looked at for a wrap, not its last page",
    violates: ["ODP-44"],
    origin: "plausible",
    parts: registration(
      (IntervalRegistration) =>
        class extends IntervalRegistration {
          override span(start: bigint, length: bigint): PageSpan | Errno {
            const span = super.span(start, length);
            if (span !== "EOVERFLOW" || start + length > ULONG_MAX) return span;
            return { start, end: start + PAGE_SIZE };
          }
        },
    ),
  },
  {
    id: "ODP-44-x3",
    title: "a umem without a byte covers the page at its start",
    violates: ["ODP-44"],
    origin: "plausible",
    parts: registration(
      (IntervalRegistration) =>
        class extends IntervalRegistration {
          override span(start: bigint, length: bigint): PageSpan | Errno {
            return super.span(start, length === 0n ? 1n : length);
          }
        },
    ),
  },
  {
    id: "ODP-44-x4",
    title: "a child takes no user of the address space",
    violates: ["ODP-44"],
    origin: "plausible",
    parts: registration(
      (IntervalRegistration) =>
        class extends IntervalRegistration {
          override takeUser(): boolean {
            return true;
          }
          override *dropUser(): Coroutine {}
        },
    ),
  },
  {
    id: "ODP-44-x5",
    title: "a child keeps its user of the address space",
    violates: ["ODP-44"],
    origin: "plausible",
    parts: registration(
      (IntervalRegistration) =>
        class extends IntervalRegistration {
          override *dropUser(): Coroutine {}
        },
    ),
  },
  {
    id: "ODP-44-x6",
    title: "an implicit umem is an interval over everything",
    violates: ["ODP-44"],
    origin: "plausible",
    parts: registration(
      (IntervalRegistration) =>
        class extends IntervalRegistration {
          override *get(umem: IntervalUmem, mm: Mm): Coroutine<Status> {
            if (!umem.implicit) return yield* super.get(umem, mm);
            umem.mm = mm;
            return yield* this.driver.intervalRegistry.insert(umem.subscriber, mm, 0n, ULONG_MAX);
          }
        },
    ),
  },
  {
    id: "ODP-45-x1",
    title: "a fault does not ask read_retry",
    violates: ["ODP-45"],
    origin: "plausible",
    parts: faults(
      (IntervalFaults) =>
        class extends IntervalFaults {
          override *mustRetry(): Coroutine<boolean> {
            return false;
          }
        },
    ),
  },
  {
    id: "ODP-45-x2",
    title: "a fault gives the device its entries after it has let go of the mutex",
    violates: ["ODP-45"],
    origin: "plausible",
    parts: faults(
      (IntervalFaults) =>
        class extends IntervalFaults {
          override *mapAndLock(umem: IntervalUmem, mm: Mm, start: bigint, end: bigint, write: boolean) {
            const found = yield* super.mapAndLock(umem, mm, start, end, write);
            if (typeof found === "string") return found;
            umem.mutex.unlock();
            yield UNCOVERED;
            this.late(umem, start, found.pages, write);
            yield* umem.mutex.lock();
            return found;
          }
          override giveToDevice(): void {}
          late(umem: IntervalUmem, start: bigint, pages: readonly Page[], write: boolean): void {
            super.giveToDevice(umem, start, pages, write);
          }
        },
    ),
  },
  {
    id: "ODP-45-x3",
    title: "a collision before the look-up ends a fault whose time is not up",
    violates: ["ODP-45"],
    origin: "plausible",
    parts: faults(
      (IntervalFaults) =>
        class extends IntervalFaults {
          override isTimeUp(): boolean {
            return true;
          }
        },
    ),
  },
  {
    id: "ODP-45-x4",
    title: "a collision before the look-up never ends a fault",
    violates: ["ODP-45"],
    origin: "plausible",
    parts: faults(
      (IntervalFaults) =>
        class extends IntervalFaults {
          override isTimeUp(): boolean {
            return false;
          }
        },
    ),
  },
  {
    id: "ODP-45-x5",
    title: "a fault that fails returns with the mutex held",
    violates: ["ODP-45"],
    origin: "plausible",
    parts: faults(
      (IntervalFaults) =>
        class extends IntervalFaults {
          override *mapAndLock(umem: IntervalUmem, mm: Mm, start: bigint, end: bigint, write: boolean) {
            const found = yield* super.mapAndLock(umem, mm, start, end, write);
            if (typeof found === "string") yield* umem.mutex.lock();
            return found;
          }
        },
    ),
  },
  {
    id: "ODP-46-x1",
    title: "invalidate takes a mutex that is free also where it may not sleep",
    violates: ["ODP-46"],
    origin: "plausible",
    parts: invalidation(
      (IntervalInvalidation) =>
        class extends IntervalInvalidation {
          override *invalidate(umem: IntervalUmem, range: NotifierRange, seq: bigint): Coroutine<boolean> {
            if (range.blockable) return yield* super.invalidate(umem, range, seq);
            if (!(yield* umem.mutex.trylock())) return false;
            yield* this.driver.intervals.setSeq(umem.subscriber, seq);
            this.takeAway(umem, range);
            umem.mutex.unlock();
            return true;
          }
        },
    ),
  },
  {
    id: "ODP-46-x2",
    title: "invalidate notes the sequence before it refuses",
    violates: ["ODP-46"],
    origin: "plausible",
    parts: invalidation(
      (IntervalInvalidation) =>
        class extends IntervalInvalidation {
          override *invalidate(umem: IntervalUmem, range: NotifierRange, seq: bigint): Coroutine<boolean> {
            if (!range.blockable) yield* this.driver.intervals.setSeq(umem.subscriber, seq);
            return yield* super.invalidate(umem, range, seq);
          }
        },
    ),
  },
  {
    id: "ODP-46-x3",
    title: "invalidate unmaps the pages before it takes the device's entries",
    violates: ["ODP-46"],
    origin: "plausible",
    parts: invalidation(
      (IntervalInvalidation) =>
        class extends IntervalInvalidation {
          override takeAway(umem: IntervalUmem, { start, end }: Pick<NotifierRange, "start" | "end">): void {
            this.unmapping.unmapLocked(umem, start, end);
            this.unmapping.zap(umem, start, end);
          }
        },
    ),
  },
  {
    id: "ODP-46-x4",
    title: "invalidate does not note the sequence",
    violates: ["ODP-46"],
    origin: "plausible",
    parts: invalidation(
      (IntervalInvalidation) =>
        class extends IntervalInvalidation {
          override *invalidate(umem: IntervalUmem, range: NotifierRange): Coroutine<boolean> {
            if (!range.blockable) return false;
            yield* umem.mutex.lock();
            this.takeAway(umem, range);
            umem.mutex.unlock();
            return true;
          }
        },
    ),
  },
  {
    id: "ODP-46-x5",
    title: "invalidate works without the mutex",
    violates: ["ODP-46"],
    origin: "plausible",
    parts: invalidation(
      (IntervalInvalidation) =>
        class extends IntervalInvalidation {
          override *invalidate(umem: IntervalUmem, range: NotifierRange, seq: bigint): Coroutine<boolean> {
            if (!range.blockable) return false;
            yield* this.driver.intervals.setSeq(umem.subscriber, seq);
            this.takeAway(umem, range);
            return true;
          }
        },
    ),
  },
  {
    id: "ODP-46-x6",
    title: "invalidate takes all that the umem has",
    violates: ["ODP-46"],
    origin: "plausible",
    parts: invalidation(
      (IntervalInvalidation) =>
        class extends IntervalInvalidation {
          override takeAway(umem: IntervalUmem): void {
            super.takeAway(umem, umem);
          }
        },
    ),
  },
  {
    id: "ODP-47-x1",
    title: "release removes the interval while it holds the umem mutex",
    violates: ["ODP-47"],
    origin: "plausible",
    parts: registration(
      (IntervalRegistration) =>
        class extends IntervalRegistration {
          override *release(umem: IntervalUmem): Coroutine {
            yield* umem.mutex.lock();
            this.invalidation.takeAway(umem, umem);
            yield* this.remove(umem);
            umem.mutex.unlock();
          }
        },
    ),
  },
  {
    id: "ODP-47-x2",
    title: "release removes the interval and leaves the pages mapped",
    violates: ["ODP-47"],
    origin: "plausible",
    parts: registration(
      (IntervalRegistration) =>
        class extends IntervalRegistration {
          override *release(umem: IntervalUmem): Coroutine {
            yield* this.remove(umem);
          }
        },
    ),
  },
];
