import type { Attempt } from "../device/device.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { MutantRow } from "./mutant.ts";

/** pfn caches and APIC-access pages that do not notice a section. */
export const kvmCacheMutants: readonly MutantRow[] = [
  {
    id: "MUT-115",
    title: "the APIC-access page is loaded anew at the start's request, whatever is in progress",
    violates: ["STLB-14"],
    origin: "history",
    parts: ({ ApicPage, Kvm }) => ({
      ApicPage: class extends ApicPage {
        override *collided(): Coroutine<boolean> {
          return false;
        }
      },
      Kvm: class extends Kvm {
        override requestApicReload(start: bigint, end: bigint): void {
          this.apic?.request(start, end);
        }
        override *invalidateRange(): Coroutine {}
      },
    }),
  },
  {
    id: "STLB-14-x1",
    title: "no section asks for the APIC-access page to be loaded anew",
    violates: ["STLB-14"],
    origin: "plausible",
    parts: ({ Kvm }) => ({
      Kvm: class extends Kvm {
        override requestApicReload(): void {}
      },
    }),
  },
  {
    id: "KVM-12-x1",
    title: "a pfn cache asks for what is in progress, which its section has not told yet",
    violates: ["KVM-12"],
    origin: "plausible",
    parts: ({ PfnCache }) => ({
      PfnCache: class extends PfnCache {
        protected override *begin(): Coroutine<bigint> {
          yield this.vm.invalidation.sampling;
          return this.vm.invalidation.seq;
        }
        override *isStale({ seq, address }: Attempt): Coroutine<boolean> {
          yield this.vm.mmuLock.acquire;
          const stale = yield* this.vm.invalidation.retry(seq, address);
          this.vm.mmuLock.release();
          return stale;
        }
      },
    }),
  },
  {
    id: "KVM-12-x2",
    title: "sections leave the pfn caches alone",
    violates: ["KVM-12"],
    origin: "plausible",
    parts: ({ PfnCache }) => ({
      PfnCache: class extends PfnCache {
        override *invalidate(): Coroutine {}
      },
    }),
  },
  {
    id: "KVM-15-x1",
    title: "a pfn cache asks for active sections, and for a sequence that only those raise that meet a memslot",
    violates: ["KVM-15"],
    origin: "upstream",
    parts: ({ PfnCache }) => ({
      PfnCache: class extends PfnCache {
        protected override *begin(): Coroutine<bigint> {
          yield this.vm.invalidation.sampling;
          return this.vm.invalidation.seq;
        }
        override *isStale({ seq }: Attempt): Coroutine<boolean> {
          const { memslots } = this.vm;
          yield memslots.lock.acquire;
          const active = memslots.isActive();
          memslots.lock.release();
          yield this.vm.invalidation.sampling;
          return active || seq !== this.vm.invalidation.seq;
        }
      },
    }),
  },
];
