import { AFTER, idOf, READ, WRITE } from "./access.ts";
import type { Kernel } from "./kernel.ts";
import type { Coroutine } from "./point.ts";
import { RwSem } from "./rwsem.ts";

/**
 * An address space. All users together own exactly one structure reference
 * (Linux include/linux/sched/mm.h, kernel/fork.c).
 *
 * @typeParam S - the notifier state, which the kernel layer does not know
 */
export class MmStruct<S = unknown> {
  count = 1;
  freed = false;
  /** What is destroyed with the structure. */
  onFree: (() => void) | undefined;
  /** Marks every VMA as write-locked, where page faults may run under VMA locks (v6.4+). */
  lockVmas: (() => Coroutine) | undefined;
  /** Coprocessors that walk its page tables (POWER, mm_context_add_copro). */
  copros = 0;
  private userCount = 1;
  private notifiers: S | undefined;
  private readonly usersId: number;
  private readonly countId: number;
  private readonly memoryId: number;
  private readonly state: number;
  readonly mmapLock: RwSem;
  /** Stands for every i_mmap and anon_vma lock of the address space. */
  readonly rmapLock: RwSem;

  constructor(
    protected readonly kernel: Kernel,
    readonly name: string,
  ) {
    this.usersId = idOf(`users of ${name}`);
    this.countId = idOf(`structure references of ${name}`);
    this.memoryId = idOf(`memory of ${name}`);
    this.state = idOf(`notifier state of ${name}`);
    this.mmapLock = new RwSem(kernel, "mmap_lock", "mmap_lock", name);
    this.rmapLock = new RwSem(kernel, "rmap_lock", "rmap_lock", name);
  }

  get users(): number {
    this.kernel.touch(this.usersId, READ);
    return this.userCount;
  }

  set users(users: number) {
    this.kernel.touch(this.usersId, WRITE);
    this.userCount = users;
  }

  /** The per-mm subscription state, made by the first registration. Looked at without a lock. */
  get subscriptions(): S | undefined {
    this.kernel.touch(this.state, READ);
    return this.notifiers;
  }

  set subscriptions(state: S | undefined) {
    this.kernel.touch(this.state, WRITE);
    this.notifiers = state;
  }

  /** mmgrab: one more structure reference. */
  grab(): void {
    this.kernel.touch(this.memoryId, READ);
    if (this.freed) this.kernel.warn(`use after free: structure reference to ${this.name}`);
    this.kernel.touch(this.countId, READ);
    this.count += 1;
  }

  /** mmdrop: the last one frees the structure. */
  drop(): void {
    if (this.count === 0) {
      this.kernel.warn(`structure reference of ${this.name} dropped below zero`);
      return;
    }
    this.count -= 1;
    // The last one comes after all the others. Whose it is tells nobody anything: they can change places.
    this.kernel.touch(this.countId, this.count > 0 ? READ : AFTER);
    if (this.count > 0) return;
    this.kernel.touch(this.memoryId, WRITE);
    this.onFree?.();
    this.freed = true;
    this.kernel.emit({ event: "mm_free", thread: this.kernel.current.name, mm: this.name });
  }

  /** Drops a user; true if it was the last one. Whoever takes one beside it may come too late. */
  dropUser(): boolean {
    this.users = this.userCount - 1;
    return this.userCount === 0;
  }

  /** mmget_not_zero: one more user, unless the address space is already on its way out. */
  getNotZero(): boolean {
    if (this.users === 0) return false;
    // Two that take one can change places.
    this.userCount += 1;
    return true;
  }
}
