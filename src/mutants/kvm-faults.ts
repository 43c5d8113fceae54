import type { Attempt, Outcome } from "../device/device.ts";
import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Memslot } from "../kvm/memslots.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { MutantRow } from "./mutant.ts";

/** Shadow page tables that keep, or get back, what was invalidated. */
export const kvmFaultMutants: readonly MutantRow[] = [
  {
    id: "MUT-112",
    title: "KVM tests for a collision before it takes mmu_lock",
    violates: ["KVM-03"],
    origin: "plausible",
    parts: ({ Kvm }) => ({
      Kvm: class extends Kvm {
        protected override *install(attempt: Attempt): Coroutine<Outcome> {
          yield this.mmuLock.acquire;
          const stale = yield* super.isStale(attempt);
          this.mmuLock.release();
          if (stale) return "retry";
          return yield* super.install(attempt);
        }
        override *isStale(): Coroutine<boolean> {
          return false;
        }
      },
    }),
  },
  {
    id: "KVM-01-x1",
    title: "KVM leaves the flush of its TLBs to the end",
    violates: ["KVM-01"],
    origin: "plausible",
    parts: ({ Kvm }) => ({
      Kvm: class extends Kvm {
        override flushIf(zapped: boolean): void {
          if (zapped) this.flushPending = true;
        }
        override *end(range: NotifierRange): Coroutine {
          if (this.flushPending) this.flush();
          this.flushPending = false;
          yield* super.end(range);
        }
      },
    }),
  },
  {
    id: "KVM-01-x2",
    title: "KVM flushes for what this range removed, and forgets what an earlier removal left out",
    violates: ["KVM-01"],
    origin: "plausible",
    parts: ({ Kvm }) => ({
      Kvm: class extends Kvm {
        override flushIf(zapped: boolean): void {
          if (zapped) this.flush();
        }
      },
    }),
  },
  {
    id: "KVM-01-x3",
    title: "KVM removes its entries, and counts the section in the next hold of mmu_lock",
    violates: ["KVM-01", "KVM-03", "KVM-04"],
    origin: "plausible",
    parts: ({ Kvm }) => ({
      Kvm: class extends Kvm {
        override *startLocked(spans: readonly Memslot[], told: readonly Memslot[]): Coroutine {
          this.flushIf(this.zapAll(spans));
          this.mmuLock.release();
          yield this.mmuLock.acquire;
          this.invalidation.begin();
          for (const span of told) this.invalidation.add(span.start, span.end);
        }
      },
    }),
  },
  {
    id: "KVM-01-x4",
    title: "KVM removes entries and does not count the section",
    violates: ["KVM-01", "KVM-03"],
    origin: "plausible",
    parts: ({ Invalidation }) => ({
      Invalidation: class extends Invalidation {
        override isInProgress(): boolean {
          return false;
        }
      },
    }),
  },
  {
    id: "KVM-02-x1",
    title: "KVM lowers the count, and raises the sequence in the next hold of mmu_lock",
    violates: ["KVM-02", "KVM-03", "KVM-04"],
    origin: "plausible",
    parts: ({ Invalidation, Kvm }) => ({
      Invalidation: class extends Invalidation {
        private late = false;
        override raiseSequence(): void {
          if (this.late) super.raiseSequence();
          this.late = !this.late;
        }
      },
      Kvm: class extends Kvm {
        override *end(range: NotifierRange): Coroutine {
          yield* super.end(range);
          yield this.mmuLock.acquire;
          this.invalidation.raiseSequence();
          this.mmuLock.release();
        }
      },
    }),
  },
  {
    id: "KVM-02-x2",
    title: "KVM does not raise the sequence",
    violates: ["KVM-02"],
    origin: "plausible",
    parts: ({ Invalidation }) => ({
      Invalidation: class extends Invalidation {
        override raiseSequence(): void {}
      },
    }),
  },
  {
    id: "KVM-02-x3",
    title: "KVM says nothing about an end without a start",
    violates: ["KVM-02"],
    origin: "plausible",
    parts: ({ Invalidation }) => ({
      Invalidation: class extends Invalidation {
        override unmatched(): void {
          this.count = 0;
        }
      },
    }),
  },
  {
    id: "KVM-03-x1",
    title: "KVM samples the sequence after it has looked the page up",
    violates: ["KVM-03"],
    origin: "plausible",
    parts: ({ Kvm }) => ({
      Kvm: class extends Kvm {
        override *walk(address: bigint, write: boolean, token: string) {
          const rc = yield* super.walk(address, write, token);
          const attempt = this.attempts.get(token);
          if (rc !== 0 || attempt === undefined) return rc;
          this.attempts.set(token, { ...attempt, seq: yield* this.begin() });
          return rc;
        }
      },
    }),
  },
  {
    id: "KVM-04-x1",
    title: "KVM tests the sequence first, and the count in the next hold of mmu_lock",
    violates: ["KVM-04"],
    origin: "plausible",
    parts: ({ Kvm, Invalidation }) => ({
      Invalidation: class extends Invalidation {
        override *retry(_seq: bigint, address: bigint): Coroutine<boolean> {
          return this.isInProgress(address);
        }
      },
      Kvm: class extends Kvm {
        protected override *install(attempt: Attempt): Coroutine<Outcome> {
          yield this.mmuLock.acquire;
          const changed = attempt.seq !== this.invalidation.seq;
          this.mmuLock.release();
          return changed ? "retry" : yield* super.install(attempt);
        }
      },
    }),
  },
  {
    id: "KVM-05-x1",
    title: "the union holds the section that began last, and no other",
    violates: ["KVM-05"],
    origin: "plausible",
    parts: ({ Invalidation }) => ({
      Invalidation: class extends Invalidation {
        override add(start: bigint, end: bigint): void {
          this.union = { start, end };
        }
      },
    }),
  },
  {
    id: "KVM-05-x2",
    title: "a page outside the union is entered whatever has ended since the sample",
    violates: ["KVM-05"],
    origin: "plausible",
    parts: ({ Invalidation }) => ({
      Invalidation: class extends Invalidation {
        override *retry(seq: bigint, address: bigint): Coroutine<boolean> {
          if (this.inProgress) return this.isInProgress(address);
          return seq !== this.seq;
        }
      },
    }),
  },
  {
    id: "KVM-08-x1",
    title: "KVM rounds the end of the range down",
    violates: ["KVM-08"],
    origin: "plausible",
    parts: ({ Memslots }) => ({
      Memslots: class extends Memslots {
        override roundUp(address: bigint): bigint {
          return this.roundDown(address);
        }
      },
    }),
  },
  {
    id: "KVM-08-x2",
    title: "KVM takes the end of the range for its last byte",
    violates: ["KVM-08"],
    origin: "plausible",
    parts: ({ Memslots }) => ({
      Memslots: class extends Memslots {
        override touched(start: bigint, end: bigint): Memslot[] {
          return super.touched(start, end + 1n);
        }
      },
    }),
  },
  {
    id: "KVM-09-x1",
    title: "KVM keeps its entries when the address space exits",
    violates: ["KVM-09"],
    origin: "plausible",
    parts: ({ Kvm }) => ({
      Kvm: class extends Kvm {
        override *release(): Coroutine {}
      },
    }),
  },
  {
    id: "KVM-11-x1",
    title: "KVM refuses a range that is not blockable and has entries of its own",
    violates: ["KVM-11"],
    origin: "plausible",
    parts: ({ Kvm }) => ({
      Kvm: class extends Kvm {
        override *start(range: NotifierRange): Coroutine<Status> {
          const entries = this.table.within(range.start, range.end);
          if (!range.blockable && entries.length > 0) return "EAGAIN";
          return yield* super.start(range);
        }
      },
    }),
  },
  {
    id: "KVM-11-x2",
    title: "KVM rests between its memslots, also in a range that is not blockable",
    violates: ["KVM-11"],
    origin: "plausible",
    parts: ({ Kvm }) => ({
      Kvm: class extends Kvm {
        override *start(range: NotifierRange): Coroutine<Status> {
          const rc = yield* super.start(range);
          this.kernel.mightSleep("cond_resched");
          return rc;
        }
      },
    }),
  },
  {
    id: "KVM-14-x1",
    title: "KVM flushes its TLBs whenever it is asked for young pages",
    violates: ["KVM-14"],
    origin: "plausible",
    parts: ({ Kvm }) => ({
      Kvm: class extends Kvm {
        override *age(start: bigint, end: bigint): Coroutine<boolean> {
          this.flush();
          return yield* super.age(start, end, false);
        }
      },
    }),
  },
  {
    id: "KVM-14-x2",
    title: "KVM never flushes its TLBs for young pages",
    violates: ["KVM-14"],
    origin: "plausible",
    parts: ({ Kvm }) => ({
      Kvm: class extends Kvm {
        override *age(start: bigint, end: bigint): Coroutine<boolean> {
          return yield* super.age(start, end, false);
        }
      },
    }),
  },
  {
    id: "KVM-14-x3",
    title: "test_young clears what it looks at",
    violates: ["KVM-14"],
    origin: "plausible",
    parts: ({ Kvm }) => ({
      Kvm: class extends Kvm {
        override *testYoung(start: bigint, end: bigint): Coroutine<boolean> {
          return yield* this.age(start, end, false);
        }
      },
    }),
  },
];
