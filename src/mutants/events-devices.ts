import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { MutantRow } from "./mutant.ts";

const KNOWN: readonly (string | undefined)[] = [
  "UNMAP",
  "CLEAR",
  "PROTECTION_VMA",
  "PROTECTION_PAGE",
  "SOFT_DIRTY",
  "MIGRATE",
  "EXCLUSIVE",
  "RELEASE",
  undefined,
];

/** A mirror that leaves its entries as they are in some ranges. */
function mirrorIgnores(ignores: (range: NotifierRange, name: string) => boolean): MutantRow["parts"] {
  return ({ Mirror }) => ({
    Mirror: class extends Mirror {
      override isOwn(range: NotifierRange): boolean {
        return super.isOwn(range) || ignores(range, this.name);
      }
    },
  });
}

/** A shadow device that does nothing at all in some ranges, start and end alike. */
function shadowIgnores(ignores: (range: NotifierRange) => boolean): MutantRow["parts"] {
  return ({ Shadow }) => ({
    Shadow: class extends Shadow {
      override *start(range: NotifierRange): Coroutine<Status> {
        return ignores(range) ? 0 : yield* super.start(range);
      }
      override *end(range: NotifierRange): Coroutine {
        if (!ignores(range)) yield* super.end(range);
      }
    },
  });
}

/** Devices that make too little of an event. */
export const eventDeviceMutants: readonly MutantRow[] = [
  {
    id: "EVT-03-x1",
    title: "a mirror goes by what the VMA permits when it hears of PROTECTION_VMA",
    violates: ["EVT-03"],
    origin: "plausible",
    parts: ({ Mirror }) => ({
      Mirror: class extends Mirror {
        override zap(start: bigint, end: bigint): void {
          const vma = this.driver.memory.space(this.mm).find(start);
          if (vma?.write !== true || this.kind !== "PROTECTION_VMA") super.zap(start, end);
        }
        override *invalidate(range: NotifierRange, seq: bigint): Coroutine<boolean> {
          this.kind = range.kind;
          return yield* super.invalidate(range, seq);
        }
        private kind: string | undefined;
      },
    }),
  },
  {
    id: "EVT-03-x2",
    title: "a shadow device keeps its entries where the VMA still permits writing",
    violates: ["EVT-03"],
    origin: "plausible",
    parts: ({ Shadow }) => ({
      Shadow: class extends Shadow {
        override *start(range: NotifierRange): Coroutine<Status> {
          const permitted = this.driver.memory.space(this.mm).find(range.start)?.write === true;
          if (range.kind === "PROTECTION_VMA" && permitted) {
            this.active.push(range);
            return 0;
          }
          return yield* super.start(range);
        }
      },
    }),
  },
  {
    id: "EVT-04-x1",
    title: "a shadow device removes its entries in the start of PROTECTION_PAGE and counts no section",
    violates: ["EVT-04"],
    origin: "plausible",
    parts: ({ Shadow }) => ({
      Shadow: class extends Shadow {
        override *start(range: NotifierRange): Coroutine<Status> {
          if (range.kind !== "PROTECTION_PAGE") return yield* super.start(range);
          yield this.lock.acquire;
          this.zap(range.start, range.end);
          this.lock.release();
          return 0;
        }
        override *end(range: NotifierRange): Coroutine {
          if (range.kind !== "PROTECTION_PAGE") yield* super.end(range);
        }
      },
    }),
  },
  {
    id: "EVT-05-x1",
    title: "a shadow device ignores SOFT_DIRTY, since pages and access stay the same",
    violates: ["EVT-05"],
    origin: "plausible",
    parts: shadowIgnores(({ kind }) => kind === "SOFT_DIRTY"),
  },
  {
    id: "EVT-05-x2",
    title: "a mirror ignores SOFT_DIRTY",
    violates: ["EVT-05"],
    origin: "plausible",
    parts: mirrorIgnores(({ kind }) => kind === "SOFT_DIRTY"),
  },
  {
    id: "MUT-122",
    title: "a mirror ignores every MIGRATE, whoever its owner is",
    violates: ["EVT-07"],
    origin: "plausible",
    parts: mirrorIgnores(({ kind }) => kind === "MIGRATE"),
  },
  {
    id: "EVT-07-x2",
    title: "a shadow device ignores MIGRATE",
    violates: ["EVT-07"],
    origin: "plausible",
    parts: shadowIgnores(({ kind }) => kind === "MIGRATE"),
  },
  {
    id: "EVT-07-x3",
    title: "the owner maps what it looked up before it moved the page",
    violates: ["EVT-07"],
    origin: "plausible",
    parts: ({ Mirror }) => ({
      Mirror: class extends Mirror {
        override *change(seq: bigint, body: (stale: boolean) => void): Coroutine {
          yield* super.change(seq, body);
          this.moves = 0;
        }
      },
    }),
  },
  {
    id: "EVT-07-x4",
    title: "the owner maps the page that it moved although it was unmapped meanwhile",
    violates: ["EVT-07"],
    origin: "upstream",
    parts: ({ Mirror }) => ({
      Mirror: class extends Mirror {
        override *change(seq: bigint, body: (stale: boolean) => void): Coroutine {
          yield* super.change(seq, () => body(false));
        }
      },
    }),
  },
  {
    id: "EVT-08-x1",
    title: "a mirror ignores every EXCLUSIVE",
    violates: ["EVT-08"],
    origin: "plausible",
    parts: mirrorIgnores(({ kind }) => kind === "EXCLUSIVE"),
  },
  {
    id: "EVT-08-x2",
    title: "the device ignores an EXCLUSIVE that has no owner",
    violates: ["EVT-08"],
    origin: "plausible",
    parts: mirrorIgnores(({ kind, owner }) => kind === "EXCLUSIVE" && owner === undefined),
  },
  {
    id: "EVT-08-x3",
    title: "the device trusts the page lock: what is locked cannot be unmapped",
    violates: ["EVT-08"],
    origin: "upstream",
    parts: ({ Mirror }) => ({
      Mirror: class extends Mirror {
        override *change(seq: bigint, body: (stale: boolean) => void): Coroutine {
          yield* super.change(seq, () => body(false));
        }
      },
    }),
  },
  {
    id: "EVT-09-x1",
    title: "a mirror ignores events that it does not know",
    violates: ["EVT-09"],
    origin: "plausible",
    parts: mirrorIgnores(({ kind }) => !KNOWN.includes(kind)),
  },
  {
    id: "EVT-09-x2",
    title: "a shadow device ignores events that it does not know",
    violates: ["EVT-09"],
    origin: "plausible",
    parts: shadowIgnores(({ kind }) => kind === "UNHEARD_OF"),
  },
  {
    id: "EVT-17-x3",
    title: "a device without page references leaves its entries to the end",
    violates: ["EVT-17"],
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
          this.zap(range.start, range.end);
        }
      },
    }),
  },
];
