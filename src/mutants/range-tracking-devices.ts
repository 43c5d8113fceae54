import type { Attempt } from "../device/device.ts";
import type { BufferObject } from "../device/gpu.ts";
import type { Status } from "../kernel/errno.ts";
import { PAGE_SIZE } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { ListSubscriber } from "../notifier/list-subscriber.ts";
import type { NewPte, Told } from "../notifier/page-notices.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { MutantRow } from "./mutant.ts";

/** Devices that rely on the list of open sections for more than it says. */
export const rangeTrackingDeviceMutants: readonly MutantRow[] = [
  {
    id: "MUT-51",
    title: "a device with closed intervals asks for the half-open range's end",
    violates: ["TRK-18"],
    origin: "posted",
    parts: ({ Gpu }) => ({
      Gpu: class extends Gpu {
        override lastOf(end: bigint): bigint {
          return end;
        }
      },
    }),
  },
  {
    id: "TRK-07-x1",
    title: "a device maps a page if no section is listed, whatever has ended since it looked",
    violates: ["TRK-07"],
    origin: "plausible",
    parts: ({ Gpu }) => ({
      Gpu: class extends Gpu {
        override *isGood({ address }: Attempt): Coroutine<boolean> {
          const { start = 0n, last = 0n } = this.objectAt(address) ?? {};
          return yield* this.driver.ranges.isValid(this.mm.subscriptions, start, last + 1n);
        }
      },
    }),
  },
  {
    id: "TRK-08-x1",
    title: "a device counts what has ended, and asks the list for what is open",
    violates: ["TRK-08"],
    origin: "plausible",
    parts: ({ Gpu }) => ({
      Gpu: class extends Gpu {
        override *isGood({ address, seq }: Attempt): Coroutine<boolean> {
          const { start = 0n, last = 0n } = this.objectAt(address) ?? {};
          const valid = yield* this.driver.ranges.isValid(this.mm.subscriptions, start, last + 1n);
          return valid && seq === this.seq;
        }
        override *start(range: NotifierRange): Coroutine<Status> {
          const rc = yield* super.start(range);
          this.seq += 1n;
          return rc;
        }
      },
    }),
  },
  {
    id: "TRK-18-x1",
    title: "a device takes away only those pages of an object that the range names",
    violates: ["TRK-18"],
    origin: "plausible",
    parts: ({ Gpu }) => ({
      Gpu: class extends Gpu {
        override *start(range: NotifierRange): Coroutine<Status> {
          yield* this.lock.lock();
          this.record(range);
          if (this.touched(range).length > 0) this.cancel({ start: range.start, last: range.end - 1n });
          this.lock.unlock();
          return 0;
        }
      },
    }),
  },
  {
    id: "TRK-20-x1",
    title: "a device removes what one page's notice is about, and lets what was looked up before pass",
    violates: ["TRK-20"],
    origin: "plausible",
    parts: ({ Gpu }) => ({
      Gpu: class extends Gpu {
        override *invalidatePage(address: bigint): Coroutine {
          yield* this.lock.lock();
          for (const object of this.touched({ start: address, end: address + 1n })) this.cancel(object);
          this.lock.unlock();
        }
      },
    }),
  },
  {
    id: "TRK-20-x2",
    title: "a notice about one page stands on the list while it is given",
    violates: ["TRK-20"],
    origin: "plausible",
    parts: ({ PageNotices }) => ({
      PageNotices: class extends PageNotices {
        override *callChangePte(at: ListSubscriber, told: Told, pte: NewPte): Coroutine {
          yield* this.listed(told, () => super.callChangePte(at, told, pte));
        }
        override *callInvalidatePage(at: ListSubscriber, told: Told): Coroutine {
          yield* this.listed(told, () => super.callInvalidatePage(at, told));
        }
        private *listed({ mm, address }: Told, body: () => Coroutine): Coroutine {
          const range = { mm, start: address, end: address + PAGE_SIZE, blockable: true };
          mm.subscriptions?.ranges.push({ range, ending: false });
          yield* body();
          mm.subscriptions?.ranges.pop();
        }
      },
    }),
  },
  {
    id: "TRK-21-x1",
    title: "a device waits for the sections over an object with its lock held",
    violates: ["TRK-21"],
    origin: "plausible",
    parts: ({ Gpu }) => ({
      Gpu: class extends Gpu {
        override *waitValid(address: bigint): Coroutine {
          yield* this.lock.lock();
          yield* super.waitValid(address);
          this.lock.unlock();
        }
      },
    }),
  },
  {
    id: "TRK-22-x1",
    title: "a device notes a section in the objects that it touches, and nowhere else",
    violates: ["TRK-22"],
    origin: "plausible",
    parts: ({ Gpu }) => ({
      Gpu: class extends Gpu {
        private readonly noted = new Map<BufferObject, Set<NotifierRange>>();
        override record(range: NotifierRange): void {
          for (const object of this.touched(range)) this.notesOf(object).add(range);
        }
        override forget(range: NotifierRange): void {
          for (const notes of this.noted.values()) notes.delete(range);
        }
        override *isGood({ address, seq }: Attempt): Coroutine<boolean> {
          const object = this.objectAt(address);
          return object !== undefined && seq === this.seq && this.notesOf(object).size === 0;
        }
        private notesOf(object: BufferObject): Set<NotifierRange> {
          const notes = this.noted.get(object) ?? new Set<NotifierRange>();
          this.noted.set(object, notes);
          return notes;
        }
      },
    }),
  },
];
