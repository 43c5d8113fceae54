import { HUGE_SIZE, hugeOf, PAGE_SIZE } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import { isSamePte, type Pte } from "../kernel/pte.ts";
import type { AddressSpace } from "../mm/address-space.ts";
import type { CallSite } from "../mm/call-sites.ts";
import type { Gather } from "../mm/gather.ts";
import type { Vma } from "../mm/vma.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { Mm, Subscriptions } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** Call sites that do not do what the list of open sections asks of them. */
export const rangeTrackingCallerMutants: readonly MutantRow[] = [
  {
    id: "TRK-01-x1",
    title: "a call site gives another object to the end, with the same range",
    violates: ["TRK-01"],
    origin: "plausible",
    parts: ({ SectionCaller }) => ({
      SectionCaller: class extends SectionCaller {
        override *end(range: NotifierRange): Coroutine {
          yield* super.end({ ...range });
        }
      },
    }),
  },
  {
    id: "MUT-50",
    title: "KSM and uprobes open no section any more",
    violates: ["TRK-19"],
    origin: "posted",
    parts: ({ SectionCaller }) => ({
      SectionCaller: class extends SectionCaller {
        private readonly left = new Set<NotifierRange>();
        override *start(mm: Mm, site: CallSite, start: bigint, end: bigint, owner?: string): Coroutine<NotifierRange> {
          if (!/^(ksm|uprobe)/.test(site)) return yield* super.start(mm, site, start, end, owner);
          const range = this.range(mm, site, start, end, true);
          this.left.add(range);
          return range;
        }
        override *end(range: NotifierRange): Coroutine {
          if (!this.left.has(range)) yield* super.end(range);
        }
      },
    }),
  },
  {
    id: "TRK-15-x1",
    title: "an end takes an entry off the list even if its own is not there",
    violates: ["TRK-15"],
    origin: "posted",
    parts: ({ ActiveRanges }) => ({
      ActiveRanges: class extends ActiveRanges {
        override *remove(subs: Subscriptions, range: NotifierRange): Coroutine {
          yield subs.lock.acquire;
          const own = subs.ranges.find((other) => other.range === range && !other.ending);
          const entry = own ?? subs.ranges.at(-1);
          if (entry !== undefined) this.delist(subs, entry);
          subs.lock.release();
        }
      },
    }),
  },
  {
    id: "MUT-47",
    title: "the copy of a huge page reports a range that begins at the address of the write",
    violates: ["TRK-17"],
    origin: "posted",
    parts: ({ Faults }) => ({
      Faults: class extends Faults {
        override copied(address: bigint, seen: Pte): { start: bigint; end: bigint } {
          const size = seen.huge ? HUGE_SIZE : PAGE_SIZE;
          const start = address - (address % PAGE_SIZE);
          return { start, end: start + size };
        }
      },
    }),
  },
  {
    id: "MUT-48",
    title: "mprotect takes a section that starts at address 0 for one that has not started",
    violates: ["TRK-16", "EVT-13"],
    origin: "upstream",
    parts: ({ Mprotect }) => ({
      Mprotect: class extends Mprotect {
        override *changeChunk(space: AddressSpace, start: bigint, end: bigint, gather: Gather): Coroutine {
          let began = 0n;
          let range: NotifierRange | undefined;
          for (
            let at = this.firstPopulated(space, start, end);
            at !== undefined;
            at = this.firstPopulated(space, hugeOf(at) + HUGE_SIZE, end)
          ) {
            if (began === 0n) {
              began = at;
              range = yield* this.sections.start(space.mm, "mprotect", at, end);
            }
            const next = hugeOf(at) + HUGE_SIZE;
            yield* this.changeEntries(space, at, next < end ? next : end, gather);
          }
          if (began !== 0n && range !== undefined) yield* this.sections.end(range);
        }
      },
    }),
  },
  {
    id: "MUT-49",
    title: "a write fault that finds the entry changed ends a section that it did not start",
    violates: ["TRK-16"],
    origin: "posted",
    parts: ({ Faults }) => ({
      Faults: class extends Faults {
        override *reuse(vma: Vma, address: bigint, seen: Pte): Coroutine {
          const { mm, table } = vma.space;
          yield* super.reuse(vma, address, seen);
          const now = table.read(address);
          const won = now !== undefined && isSamePte(now, { ...seen, write: true, young: true, dirty: true });
          if (!won) yield* this.sections.end({ mm, start: 0n, end: 0n, blockable: true });
        }
      },
    }),
  },
];
