import { idOf, pack, READ, WRITE } from "../kernel/access.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Coroutine, Point } from "../kernel/point.ts";
import type { KvmPolicy } from "./policy.ts";

/**
 * mmu_invalidate_in_progress, mmu_invalidate_seq and the union of the ranges in progress (Linux
 * virt/kvm/kvm_main.c). All of it changes under mmu_lock; the sequence is sampled without.
 */
export class Invalidation {
  private sections = 0;
  private sequence = 0n;
  /** [start,end) around everything that is in progress; it only grows until nothing is. */
  protected union: { readonly start: bigint; readonly end: bigint } | undefined;
  /** An end without a start has killed the VM. */
  dead = false;
  readonly sampling: Point;
  private readonly id: number;
  private readonly countId: number;

  constructor(
    protected readonly kernel: Kernel,
    protected readonly policy: KvmPolicy,
    owner: string,
  ) {
    this.id = idOf(`sequence of ${owner}`);
    this.countId = idOf(`count of ${owner}`);
    this.sampling = { access: pack(this.id, READ), wait: { kind: "other", name: "sequence" } };
  }

  /** Each access is told to the scheduler, so that one without the lock is a race. */
  get seq(): bigint {
    this.kernel.touch(this.id, READ);
    return this.sequence;
  }

  raiseSequence(): void {
    this.kernel.touch(this.id, WRITE);
    this.sequence += 1n;
  }

  /** The sections between start and end. */
  protected get count(): number {
    this.kernel.touch(this.countId, READ);
    return this.sections;
  }

  protected set count(sections: number) {
    this.kernel.touch(this.countId, WRITE);
    this.sections = sections;
  }

  get inProgress(): boolean {
    return this.count > 0;
  }

  /** kvm_mmu_invalidate_begin. */
  begin(): void {
    this.count += 1;
    if (this.count === 1) this.union = undefined;
  }

  /** kvm_mmu_invalidate_range_add: false positives are allowed, false negatives are not. */
  add(start: bigint, end: bigint): void {
    const { union } = this;
    this.union = {
      start: union !== undefined && union.start < start ? union.start : start,
      end: union !== undefined && union.end > end ? union.end : end,
    };
  }

  /** kvm_mmu_invalidate_end: the sequence before the count, for whoever looks in the opposite order. */
  *end(): Coroutine {
    this.raiseSequence();
    if (this.policy.unmatchedEnd === "dead") this.checkUnion();
    this.count -= 1;
    if (this.count < 0) this.unmatched();
  }

  checkUnion(): void {
    if (this.union === undefined) this.kernel.warn("an invalidation of KVM ends to which no range was added");
  }

  unmatched(): void {
    if (this.policy.unmatchedEnd === "fatal") this.kernel.fatal("more ends than starts in KVM");
    this.kernel.warn("more ends than starts in KVM: the VM is dead");
    this.dead = true;
  }

  /** mmu_invalidate_retry_hva, under mmu_lock: first the count, then the sequence. */
  *retry(seq: bigint, address: bigint): Coroutine<boolean> {
    return this.isInProgress(address) || seq !== this.seq;
  }

  /** True if what is in progress may concern the address. */
  isInProgress(address: bigint): boolean {
    if (this.count <= 0) return false;
    const { union } = this;
    if (!this.policy.union || union === undefined) return true;
    return union.start <= address && address < union.end;
  }
}
