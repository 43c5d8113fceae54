import type { DriverInterface } from "../device/device.ts";
import type { Status } from "../kernel/errno.ts";
import { PAGE_SIZE } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import { ListSubscriber } from "../notifier/list-subscriber.ts";
import { type NotifierRange, ULONG_MAX } from "../notifier/range.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** Devices with a TLB of their own, or that act as if they had one, which do not keep it right. */
export const secondaryTlbDeviceMutants: readonly MutantRow[] = [
  {
    id: "STLB-13-x1",
    title: "a shadow that software fills follows the flushes of the CPUs",
    violates: ["STLB-13"],
    origin: "history",
    parts: ({ Shadow }) => ({
      Shadow: class extends Shadow {
        protected override readonly subscriber: ListSubscriber;

        constructor(driver: DriverInterface, name: string, mm: Mm, references: boolean) {
          super(driver, name, mm, references);
          const [zap, release] = [this.zapLocked.bind(this), this.release.bind(this)];
          this.subscriber = new ListSubscriber(name, {
            arch_invalidate_secondary_tlbs: (_, _mm, start, end) => zap(start, end),
            release: () => release(),
          });
        }

        private *zapLocked(start: bigint, end: bigint): Coroutine {
          yield this.lock.acquire;
          this.zap(start, end);
          this.lock.release();
        }
      },
    }),
  },
  {
    id: "EVT-17-x1",
    title: "a device that follows sections keeps its entries until the end",
    violates: ["EVT-17", "MM-13"],
    origin: "plausible",
    parts: ({ Shadow }) => ({
      Shadow: class extends Shadow {
        override *start(range: NotifierRange): Coroutine<Status> {
          yield this.lock.acquire;
          this.active.push(range);
          this.lock.release();
          return 0;
        }
        override *end(range: NotifierRange): Coroutine {
          yield* super.end(range);
          yield this.lock.acquire;
          this.zap(range.start, range.end);
          this.lock.release();
        }
      },
    }),
  },
  {
    id: "STLB-17-x1",
    title: "a driver takes the end for the last address",
    violates: ["STLB-17"],
    origin: "plausible",
    parts: ({ Walker }) => ({
      Walker: class extends Walker {
        protected override *invalidate(start: bigint, end: bigint): Coroutine {
          yield* super.invalidate(start, end + 1n);
        }
      },
    }),
  },
  {
    id: "STLB-17-x2",
    title: "a driver takes the last address for the end",
    violates: ["STLB-17", "STLB-11", "STLB-12"],
    origin: "plausible",
    parts: ({ Walker }) => ({
      Walker: class extends Walker {
        protected override *invalidate(start: bigint, end: bigint): Coroutine {
          yield* super.invalidate(start, end - PAGE_SIZE);
        }
      },
    }),
  },
  {
    id: "STLB-17-x3",
    title: "the size of everything is rounded up to pages and wraps to nothing",
    violates: ["STLB-17"],
    origin: "plausible",
    parts: ({ Walker }) => ({
      Walker: class extends Walker {
        protected override *invalidate(start: bigint, end: bigint): Coroutine {
          const size = ((end - start + PAGE_SIZE - 1n) & ULONG_MAX) / PAGE_SIZE;
          if (size > 0n) yield* super.invalidate(start, start + size * PAGE_SIZE);
        }
      },
    }),
  },
];
