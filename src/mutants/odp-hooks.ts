import type { Page } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { Umem } from "../odp/umem.ts";
import type { MutantRow } from "./mutant.ts";
import { exchanging } from "./odp-part.ts";

/** Hooks that leave the device or the DMA mapping wrong. */
export const odpHookMutants: readonly MutantRow[] = [
  {
    id: "ODP-56-x1",
    title: "the DMA mapping goes before the device's entries",
    violates: ["ODP-56"],
    origin: "plausible",
    parts: exchanging((odp) => ({
      Unmapping: class extends odp.Unmapping {
        override *invalidate(umem: Umem, start: bigint, end: bigint, pinned: boolean): Coroutine<boolean> {
          const answer = yield* this.unmap(umem, start, end, pinned);
          this.zap(umem, start, end);
          return answer;
        }
      },
    })),
  },
  {
    id: "ODP-56-x2",
    title: "the hook takes whatever the umem has, not what the section covers",
    violates: ["ODP-56"],
    origin: "plausible",
    parts: exchanging((odp) => ({
      Unmapping: class extends odp.Unmapping {
        override *invalidate(umem: Umem, _start: bigint, _end: bigint, pinned: boolean): Coroutine<boolean> {
          return yield* super.invalidate(umem, umem.start, umem.end, pinned);
        }
      },
    })),
  },
  {
    id: "ODP-56-x3",
    title: "the hook leaves the DMA mapping to the end",
    violates: ["ODP-56"],
    origin: "plausible",
    parts: exchanging((odp) => ({
      Unmapping: class extends odp.Unmapping {
        override *invalidate(umem: Umem, start: bigint, end: bigint): Coroutine<boolean> {
          this.zap(umem, start, end);
          return false;
        }
      },
      OdpContext: class extends odp.OdpContext {
        override *end(range: NotifierRange): Coroutine {
          const { start, end } = range;
          yield* this.walk(start, end, (umem) => this.unmapping.unmap(umem, start, end, this.plain));
          yield* super.end(range);
        }
      },
    })),
  },
  {
    id: "ODP-56-x4",
    title: "the hook runs under the umem mutex",
    violates: ["ODP-56"],
    origin: "plausible",
    parts: exchanging((odp) => ({
      Unmapping: class extends odp.Unmapping {
        override *unmap(umem: Umem, start: bigint, end: bigint, pinned: boolean): Coroutine<boolean> {
          yield* umem.mutex.lock();
          this.zap(umem, start, end);
          const gone: Page[] = this.unmapLocked(umem, start, end);
          umem.mutex.unlock();
          if (pinned) for (const page of gone) yield* this.putPage(page);
          return gone.length > 0;
        }
        override *invalidate(umem: Umem, start: bigint, end: bigint, pinned: boolean): Coroutine<boolean> {
          return yield* this.unmap(umem, start, end, pinned);
        }
      },
    })),
  },
];
