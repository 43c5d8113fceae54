import type { Attempt, Outcome } from "../device/device.ts";
import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { IntervalSubscriber } from "../notifier/interval-subscriber.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { Subscriptions } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";
import { until } from "./until.ts";

/** Devices that use interval notifiers wrongly. */
export const intervalDeviceMutants: readonly MutantRow[] = [
  {
    id: "MUT-39",
    title: "a mirror stores the sequence after it has let go of its lock",
    violates: ["INTV-15"],
    origin: "plausible",
    parts: ({ Mirror }) => ({
      Mirror: class extends Mirror {
        override *invalidate(range: NotifierRange, seq: bigint): Coroutine<boolean> {
          const before = this.subscriber.seq;
          const late = super.invalidate(range, seq);
          for (let next = late.next(); ; next = late.next()) {
            this.subscriber.seq = before;
            if (next.done === true) break;
            yield next.value;
          }
          yield* this.driver.intervals.setSeq(this.subscriber, seq);
          return true;
        }
      },
    }),
  },
  {
    id: "INTV-15-x1",
    title: "a mirror stores the sequence for unmapping only",
    violates: ["INTV-15"],
    origin: "plausible",
    parts: ({ Mirror }) => ({
      Mirror: class extends Mirror {
        override *invalidate(range: NotifierRange, seq: bigint): Coroutine<boolean> {
          const before = this.subscriber.seq;
          const done = yield* super.invalidate(range, seq);
          if (range.kind !== "UNMAP") this.subscriber.seq = before;
          return done;
        }
      },
    }),
  },
  {
    id: "INTV-20-x1",
    title: "a mirror asks read_retry before it takes its lock",
    violates: ["INTV-20", "INTV-22"],
    origin: "plausible",
    parts: ({ Mirror }) => ({
      Mirror: class extends Mirror {
        override *install({ address, page, write, seq }: Attempt): Coroutine<Outcome> {
          const collided = yield* this.driver.intervals.readRetry(this.subscriber, seq);
          yield* this.lock.lock();
          if (!collided) this.table.map(address, { page, write });
          this.lock.unlock();
          return collided ? "retry" : "mapped";
        }
      },
    }),
  },
  {
    id: "INTV-20-x2",
    title: "read_retry looks at the sequence of the address space",
    violates: ["INTV-20"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        private readonly begun = new Map<IntervalSubscriber, bigint>();
        override *readBegin(subscriber: IntervalSubscriber): Coroutine<bigint> {
          const seq = yield* super.readBegin(subscriber);
          this.begun.set(subscriber, subscriber.mm?.subscriptions?.seq ?? 0n);
          return seq;
        }
        override *readRetry(subscriber: IntervalSubscriber, seq: bigint): Coroutine<boolean> {
          const now = subscriber.mm?.subscriptions?.seq ?? 0n;
          return (yield* super.readRetry(subscriber, seq)) || this.begun.get(subscriber) !== now;
        }
      },
    }),
  },
  {
    id: "INTV-22-x1",
    title: "a mirror maps what it looked up without asking read_retry",
    violates: ["INTV-22", "INTV-40"],
    origin: "plausible",
    parts: ({ Mirror }) => ({
      Mirror: class extends Mirror {
        override *install({ address, page, write }: Attempt): Coroutine<Outcome> {
          yield* this.lock.lock();
          this.table.map(address, { page, write });
          this.lock.unlock();
          return "mapped";
        }
        override *isHopeless(): Coroutine<boolean> {
          return false;
        }
      },
    }),
  },
  {
    id: "INTV-22-x2",
    title: "a mirror's invalidate stores the sequence but leaves the entries",
    violates: ["INTV-22"],
    origin: "plausible",
    parts: ({ Mirror }) => ({
      Mirror: class extends Mirror {
        override zap(): void {}
      },
    }),
  },
  {
    id: "INTV-22-x3",
    title: "a mirror waits until no section is open anywhere in the address space",
    violates: ["INTV-22"],
    origin: "plausible",
    parts: ({ Mirror }) => ({
      Mirror: class extends Mirror {
        override *begin(): Coroutine<bigint> {
          yield until({ kind: "interval" }, () => this.mm.subscriptions?.active === 0);
          return yield* super.begin();
        }
      },
    }),
  },
  {
    id: "INTV-38-x1",
    title: "the core stores the sequence for every interval that it has called",
    violates: ["INTV-38"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *callInvalidate(at: IntervalSubscriber, range: NotifierRange, seq: bigint): Coroutine<boolean> {
          const done = yield* super.callInvalidate(at, range, seq);
          yield* this.setSeq(at, seq);
          return done;
        }
      },
    }),
  },
  {
    id: "INTV-40-x1",
    title: "a mirror looks the page up without mmap_lock",
    violates: ["INTV-40"],
    origin: "plausible",
    parts: ({ Mirror }) => ({
      Mirror: class extends Mirror {
        override *lookUp(address: bigint, write: boolean) {
          const { memory, faults } = this.driver;
          return yield* faults.touch(memory.space(this.mm), address, write);
        }
      },
    }),
  },
  {
    id: "INTV-40-x2",
    title: "a mirror stores its entry without its lock",
    violates: ["INTV-40"],
    origin: "plausible",
    parts: ({ Mirror }) => ({
      Mirror: class extends Mirror {
        override *install({ address, page, write, seq }: Attempt): Coroutine<Outcome> {
          if (yield* this.driver.intervals.readRetry(this.subscriber, seq)) return "retry";
          this.table.map(address, { page, write });
          return "mapped";
        }
      },
    }),
  },
  {
    id: "INTV-41-x1",
    title: "a mirror trusts mmap_lock held for write and skips read_retry",
    violates: ["INTV-41"],
    origin: "plausible",
    parts: ({ Mirror }) => ({
      Mirror: class extends Mirror {
        override *install(attempt: Attempt): Coroutine<Outcome> {
          const trusted = this.mm.mmapLock.modeOf(this.kernel.current) === "write";
          return yield* super.install(trusted ? { ...attempt, seq: this.subscriber.seq } : attempt);
        }
      },
    }),
  },
  {
    id: "INTV-44-x1",
    title: "a mirror goes on with what it looked up in an earlier life of its notifier",
    violates: ["INTV-44"],
    origin: "plausible",
    parts: ({ Mirror }) => ({
      Mirror: class extends Mirror {
        override isCurrent(): boolean {
          return true;
        }
        override *abandon(): Coroutine {}
      },
    }),
  },
  {
    id: "IREL-26-x1",
    title: "insert_safe is refused while the interval tree is being invalidated",
    violates: ["IREL-26"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *insertSafe(
          ...args: Parameters<InstanceType<typeof IntervalRegistry>["insertSafe"]>
        ): Coroutine<Status> {
          const [, mm] = args;
          return mm.subscriptions?.invalidating === true ? "EINVAL" : yield* super.insertSafe(...args);
        }
      },
    }),
  },
  {
    id: "IREL-26-x2",
    title: "insert_safe accepts an address space without users",
    violates: ["IREL-26"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override isAlive(): boolean {
          return true;
        }
      },
    }),
  },
  {
    id: "IREL-26-x3",
    title: "a removal from invalidate is dropped",
    violates: ["IREL-26"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override queueRemoval(_subscriber: IntervalSubscriber, _subs: Subscriptions): "queued" {
          return "queued";
        }
      },
    }),
  },
];
