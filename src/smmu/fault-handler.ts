import { PAGE_SIZE, pageOf } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { ExitPath } from "../mm/exit-path.ts";
import type { Memory } from "../mm/memory.ts";
import type { Faults } from "../mm/operations/faults.ts";
import type { Bond } from "./bond.ts";
import type { AccessResult, SvaDevice } from "./sva-device.ts";
import type { SvaDriver } from "./sva-driver.ts";

/** What a handler of device faults calls in the kernel. */
export interface FaultParts {
  readonly memory: Memory;
  readonly faults: Faults;
  readonly exitPath: ExitPath;
}

/** Answers the faults of devices (Linux drivers/iommu/iommu-sva.c, iommu_sva_handle_mm). */
export class FaultHandler {
  constructor(
    protected readonly parts: FaultParts,
    protected readonly driver: () => SvaDriver,
  ) {}

  /** Lets the memory manager resolve the fault, then answers the device: try again, or give up. */
  *serve(device: SvaDevice, bond: Bond, address: bigint, write: boolean): Coroutine<AccessResult> {
    const { mm } = bond;
    if (!mm.getNotZero()) return "fault";
    const resolved = yield* this.resolve(bond, address, write);
    if (resolved) yield* this.beforeAnswer(device, bond, address);
    yield* this.parts.exitPath.mmput(mm);
    return resolved ? "retry" : "fault";
  }

  protected *resolve({ mm }: Bond, address: bigint, write: boolean): Coroutine<boolean> {
    const space = this.parts.memory.space(mm);
    const taken = yield* space.lockRead();
    const found = yield* this.parts.faults.touch(space, address, write);
    if (taken) mm.mmapLock.up();
    return typeof found === "object";
  }

  /** The alternative of 2023: whatever the device keeps of the page goes before it is told to try again. */
  protected *beforeAnswer(_device: SvaDevice, bond: Bond, address: bigint): Coroutine {
    const driver = this.driver();
    if (!driver.policy.invalidatesBeforeAnswer) return;
    const page = pageOf(address);
    yield* driver.invalidate(bond, page, page + PAGE_SIZE);
  }
}
