import type { Event } from "../port/generated/protocol.ts";
import type { Call } from "./oracle.ts";

const LINKING: readonly string[] = [
  "register",
  "register_locked",
  "get",
  "get_locked",
  "interval_insert",
  "interval_insert_locked",
  "interval_insert_safe",
  "odp_get",
  "tlb_register",
  "odp_get_child",
];
const UNLINKING: readonly string[] = ["unregister", "put", "interval_remove", "odp_release", "tlb_put"];

/** Device models are linked from their creation until they are destroyed: `mirror_create`, `gpu_destroy`. */
function links({ op, args }: Call): boolean {
  return LINKING.includes(op) || (op.endsWith("_create") && args.mirror !== undefined);
}

function unlinks({ op, args }: Call): boolean {
  return UNLINKING.includes(op) || (op.endsWith("_destroy") && args.mirror !== undefined);
}

function subscriberOf(call: Call, result: unknown): string {
  return String(call.args.subscriber ?? call.args.mirror ?? call.args.umem ?? result);
}

/**
 * Devices behind an IOMMU: each keeps translations under its own name, and its domain some more,
 * as long as one of its devices is bound.
 */
class Bindings {
  private readonly domains = new Map<string, string>();
  private readonly handles = new Map<string, number>();

  calling({ op, args }: Call): void {
    if (op === "sva_device") this.domains.set(String(args.mirror), String(args.domain));
  }

  /** The names that are linked when the device is bound. */
  bound(device: string): string[] {
    this.handles.set(device, (this.handles.get(device) ?? 0) + 1);
    return [device, this.domains.get(device) ?? device];
  }

  /** The names that are not linked any more when one binding of the device ends. */
  unbound(device: string): string[] {
    const left = (this.handles.get(device) ?? 1) - 1;
    this.handles.set(device, left);
    if (left > 0) return [];
    const domain = this.domains.get(device) ?? device;
    const others = this.devicesOf(domain).some((other) => (this.handles.get(other) ?? 0) > 0);
    return others ? [device] : [device, domain];
  }

  devicesOf(domain: string): string[] {
    return [...this.domains].filter(([, home]) => home === domain).map(([device]) => device);
  }
}

/** Who is linked to which address space, as calls and events tell of it. */
export class Links {
  private readonly linked = new Map<string, string>();
  private readonly bindings = new Bindings();
  /** The context of each umem: its callbacks are the umem's. */
  private readonly contexts = new Map<string, string>();
  /** Contexts that pin their pages: they follow no page table. */
  private readonly plain = new Set<unknown>();

  /** Whoever is about to be removed is no longer counted. */
  calling(call: Call): void {
    if (call.op === "odp_context" && call.args.plain === true) this.plain.add(call.args.context);
    if (call.op === "odp_get") this.contexts.set(subscriberOf(call, undefined), String(call.args.context));
    this.bindings.calling(call);
    if (call.op === "sva_unbind") this.unlink(this.bindings.unbound(String(call.args.mirror)));
    if (unlinks(call)) this.linked.delete(subscriberOf(call, undefined));
  }

  observe(event: Event, call: Call | undefined): void {
    if (event.event === "return" && call !== undefined && links(call)) {
      const failed = typeof event.result === "string" && /^E[A-Z]+$/.test(event.result);
      if (!failed && !this.plain.has(call.args.context))
        this.linked.set(subscriberOf(call, event.result), this.mmOf(call));
    }
    if (event.event === "return" && call?.op === "sva_bind" && event.result === 0) this.bind(call);
    if (event.event === "callback_exit" && "callback" in event && event.callback === "release") {
      this.linked.delete(event.subscriber);
      this.unlink(this.bindings.devicesOf(event.subscriber));
      for (const [umem, context] of this.contexts) if (context === event.subscriber) this.linked.delete(umem);
    }
  }

  /** A part of another device, such as a pfn cache of a VM, is linked where that is. */
  private mmOf({ args }: Call): string {
    return String(args.mm ?? this.linked.get(String(args.vm)));
  }

  private bind({ args }: Call): void {
    for (const name of this.bindings.bound(String(args.mirror))) this.linked.set(name, String(args.mm));
  }

  private unlink(names: readonly string[]): void {
    for (const name of names) this.linked.delete(name);
  }

  /** Pairs of subscriber and address space. */
  all(): [subscriber: string, mm: string][] {
    return [...this.linked];
  }
}
