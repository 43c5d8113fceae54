import { idOf, pack, WRITE } from "../kernel/access.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Coroutine, Point } from "../kernel/point.ts";
import type { TraceEvent } from "../kernel/trace.ts";
import type { Bond } from "./bond.ts";
import type { ContextState } from "./context.ts";
import type { Forget } from "./iommu.ts";
import type { SvaDevice } from "./sva-device.ts";
import type { TranslationCache } from "./translation-cache.ts";

type Command = Extract<TraceEvent, { event: "command" }>;

/**
 * The commands of an IOMMU. Each returns when it is done: no translation that began before is
 * still in flight (CMD_SYNC), so nothing that was dropped comes back by itself.
 */
export class CommandQueue {
  private readonly point: Point;

  constructor(
    private readonly kernel: Kernel,
    private readonly tlb: TranslationCache,
  ) {
    this.point = { access: pack(idOf("command queue"), WRITE), wait: { kind: "other", name: "command queue" } };
  }

  /** Writes a context, and makes the IOMMU read it again. */
  *writeContext(target: string, bond: Bond, context: ContextState): Coroutine {
    yield this.point;
    bond.setContext(target, context);
    this.show({ subscriber: target, command: "context", context });
  }

  /** Drops translations of the IOMMU's own TLB. */
  *invalidateTlb(bond: Bond, asid: number, forget: Forget): Coroutine {
    yield this.point;
    this.show({ subscriber: bond.domain.name, ...sayForget("tlb", forget) });
    forgetIn(this.tlb, asid, forget);
  }

  /** Drops translations that a device keeps, if it keeps any. */
  *invalidateAtc(device: SvaDevice, pasid: number, forget: Forget): Coroutine {
    if (device.atc === undefined) return;
    yield this.point;
    this.show({ subscriber: device.name, ...sayForget("atc", forget) });
    forgetIn(device.atc, pasid, forget);
  }

  private show(command: Omit<Command, "event" | "thread">): void {
    this.kernel.emit({ event: "command", thread: this.kernel.current.name, ...command });
  }
}

function sayForget(where: "tlb" | "atc", forget: Forget): Pick<Command, "command" | "start" | "end" | "count"> {
  if (forget === "everything") return { command: `${where}_all` };
  return { command: `${where}_range`, ...forget };
}

function forgetIn(cache: TranslationCache, tag: number, forget: Forget): void {
  if (forget === "everything") cache.dropAll(tag);
  else cache.drop(tag, forget.start, forget.end);
}
