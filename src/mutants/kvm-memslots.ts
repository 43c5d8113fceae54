import type { Attempt } from "../device/device.ts";
import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Memslot } from "../kvm/memslots.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { MutantRow } from "./mutant.ts";

/** Memslots that change at the wrong time, and counts that go wrong with them. */
export const kvmMemslotMutants: readonly MutantRow[] = [
  {
    id: "MUT-114",
    title: "a memslot is added in mid-section: the end lowers what the start did not raise",
    violates: ["KVM-06"],
    origin: "history",
    parts: ({ Memslots }) => ({
      Memslots: class extends Memslots {
        override *swap(change: (slots: readonly Memslot[]) => readonly Memslot[]): Coroutine {
          this.put(change(this.slots));
        }
      },
    }),
  },
  {
    id: "KVM-06-x1",
    title: "a section that meets no memslot counts all the same",
    violates: ["KVM-06"],
    origin: "plausible",
    parts: ({ Kvm }) => ({
      Kvm: class extends Kvm {
        override *start(range: NotifierRange): Coroutine<Status> {
          const rc = yield* super.start(range);
          if (this.memslots.touched(range.start, range.end).length > 0) return rc;
          yield this.mmuLock.acquire;
          yield* this.startLocked([], [{ start: 0n, end: 1n << 64n }]);
          this.mmuLock.release();
          return rc;
        }
        override *end(range: NotifierRange): Coroutine {
          if (this.memslots.touched(range.start, range.end).length === 0) {
            yield this.mmuLock.acquire;
            yield* this.invalidation.end();
            this.mmuLock.release();
          }
          yield* super.end(range);
        }
      },
    }),
  },
  {
    id: "KVM-06-x2",
    title: "a fault enters its page although the memslot was taken away meanwhile",
    violates: ["KVM-06"],
    origin: "plausible",
    parts: ({ Kvm }) => ({
      Kvm: class extends Kvm {
        override *isStale(attempt: Attempt): Coroutine<boolean> {
          this.attempted = undefined;
          return yield* super.isStale(attempt);
        }
        private attempted: bigint | undefined;
        override *walk(address: bigint, write: boolean, token: string) {
          const rc = yield* super.walk(address, write, token);
          if (rc === 0) this.attempted = address;
          return rc;
        }
        protected override covers(address: bigint): boolean {
          return this.attempted === address || super.covers(address);
        }
      },
    }),
  },
  {
    id: "KVM-07-x1",
    title: "the count of all sections goes below 0",
    violates: ["KVM-07"],
    origin: "plausible",
    parts: ({ Memslots }) => ({
      Memslots: class extends Memslots {
        override lower(): void {
          this.active -= 1;
        }
      },
    }),
  },
  {
    id: "KVM-13-x1",
    title: "an end that finds the union empty says nothing",
    violates: ["KVM-13"],
    origin: "plausible",
    parts: ({ Invalidation }) => ({
      Invalidation: class extends Invalidation {
        override checkUnion(): void {}
      },
    }),
  },
  {
    id: "KVM-16-x1",
    title: "teardown waits until no section is active",
    violates: ["KVM-16"],
    origin: "plausible",
    parts: ({ Kvm }) => ({
      Kvm: class extends Kvm {
        override *tearDown(): Coroutine {
          yield* this.memslots.swap(() => []);
          yield* super.tearDown();
        }
      },
    }),
  },
];
