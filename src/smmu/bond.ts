import { idOf, READ, WRITE } from "../kernel/access.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { type ListOps, ListSubscriber } from "../notifier/list-subscriber.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { ContextDescriptor, ContextState } from "./context.ts";
import type { Domain } from "./domain.ts";

/** What ties a domain to an address space: one notifier, for all devices of the domain that are bound. */
export class Bond {
  /** Devices that are bound. */
  refs = 1;
  /** Everything was flushed already, by release or by the last unbind. */
  cleared = false;
  readonly notifier: ListSubscriber;
  /** By the name of the domain or device whose context it is. */
  private readonly contexts = new Map<string, ContextState>();
  private readonly id: number;

  constructor(
    private readonly kernel: Kernel,
    readonly domain: Domain,
    readonly cd: ContextDescriptor,
    /** The address space as devices name it. */
    readonly pasid: number,
    ops: (bond: Bond) => ListOps,
  ) {
    this.id = idOf(`context of ${domain.name} for ${cd.mm.name}`);
    this.notifier = new ListSubscriber(domain.name, ops(this));
  }

  get mm(): Mm {
    return this.cd.mm;
  }

  /** What walks find there. */
  context(of: string): ContextState {
    this.kernel.touch(this.id, READ);
    return this.contexts.get(of) ?? "none";
  }

  setContext(of: string, state: ContextState): void {
    this.kernel.touch(this.id, WRITE);
    this.contexts.set(of, state);
  }
}
