import { type Attempt, Device, type DriverInterface, type Outcome } from "../device/device.ts";
import { Mutex } from "../kernel/mutex.ts";
import { PAGE_SIZE, pageOf } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Kvm } from "./kvm.ts";

/**
 * The APIC-access page of a vCPU: a guest page whose frame stands in the vCPU's control structure
 * and not in the shadow table (Linux 6.12 arch/x86/kvm/vmx/vmx.c, vmx_set_apic_access_page_addr). A
 * request makes the vCPU leave the guest, and it comes back with the frame of the moment.
 */
export class ApicPage extends Device {
  /** vcpu->mutex: one thread at a time runs it. */
  protected readonly vcpu: Mutex;
  /** KVM_REQ_APIC_PAGE_RELOAD. Under mmu_lock. */
  protected requested = true;

  constructor(
    driver: DriverInterface,
    name: string,
    protected readonly vm: Kvm,
    protected readonly address: bigint,
  ) {
    super(driver, name, vm.mm);
    this.vcpu = new Mutex(driver.kernel, `vcpu of ${vm.name}`);
    this.setReady(true);
  }

  /** The vCPU enters the guest; false if it could not, since the page is on its way: it has to try again. */
  *enter(token: string): Coroutine<boolean> {
    yield* this.vcpu.lock();
    const entered = !(yield* this.takeRequest()) || (yield* this.reload(token));
    this.vcpu.unlock();
    return entered;
  }

  protected *takeRequest(): Coroutine<boolean> {
    yield this.vm.mmuLock.acquire;
    const { requested } = this;
    this.requested = false;
    this.vm.mmuLock.release();
    return requested;
  }

  protected *reload(token: string): Coroutine<boolean> {
    const outcome = yield* this.fault(this.address, false, token);
    if (outcome === "mapped") return true;
    yield this.vm.mmuLock.acquire;
    this.requested = true;
    this.vm.mmuLock.release();
    return false;
  }

  /** Under mmu_lock: whoever wants the page in [start,end) reloaded has the vCPU out of the guest first. */
  request(start: bigint, end: bigint): void {
    const page = pageOf(this.address);
    if (page >= end || page + PAGE_SIZE <= start) return;
    this.requested = true;
    this.table.clear(page, page + PAGE_SIZE);
  }

  protected covers(): boolean {
    return this.vm.isAlive();
  }

  protected *begin(): Coroutine<bigint> {
    yield this.vm.invalidation.sampling;
    return this.vm.invalidation.seq;
  }

  protected *isHopeless(): Coroutine<boolean> {
    return false;
  }

  /** The frame goes into the control structure, unless a request came meanwhile or the look-up collided. */
  protected *install(attempt: Attempt): Coroutine<Outcome> {
    const { address, page, write } = attempt;
    yield this.vm.mmuLock.acquire;
    yield page.access;
    const good = !this.requested && !(yield* this.collided(attempt));
    if (good) this.table.map(address, { page, write });
    this.vm.mmuLock.release();
    return good ? "mapped" : "retry";
  }

  *collided({ seq, address }: Attempt): Coroutine<boolean> {
    return this.vm.policy.apicReload === "retry" && (yield* this.vm.invalidation.retry(seq, address));
  }
}
