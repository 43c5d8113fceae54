import type { Event } from "../../port/generated/protocol.ts";
import type { Clause, ClauseContext, ClauseState } from "../clauses.ts";
import type { Call } from "../oracle.ts";
import { numberOf, PrimaryTables } from "../primary-tables.ts";

type Access = Extract<Event, { event: "device_access" }>;
type PteEvent = Extract<Event, { event: "pte" }>;

const PAGE = 0x1000n;

/** What a fault can be answered by: the calls after which a device that faulted tries again. */
const RESOLVING: readonly string[] = ["write_fault", "set_access_flags", "upgrade_fault", "device_access"];

function isError(result: unknown): boolean {
  return typeof result === "string" && /^(E[A-Z]+|fault)$/.test(result);
}

/** A fault of a device that has not been followed by an access that got through. */
interface Pending {
  readonly mm: string;
  readonly address: bigint;
  /** Somebody resolved it, or found nothing to do, since it happened. */
  resolved: boolean;
}

class Livelock implements ClauseState {
  private readonly primary = new PrimaryTables();
  /** Who changed an entry in a call that has not returned yet, so that a notice may still come. */
  private readonly changing = new Map<string, { mm: string; start: bigint; end: bigint }[]>();
  private readonly faults = new Map<string, Pending>();

  constructor(private readonly context: ClauseContext) {}

  event(event: Event, call: Call | undefined): void {
    this.primary.observe(event);
    if (event.event === "pte" && "address" in event) this.changed(event as PteEvent);
    if (event.event === "device_access" && "page" in event) this.accessed(event as Access);
    if (event.event === "return") this.returned(event.thread, call, event.result);
  }

  private changed(event: PteEvent): void {
    const own = this.changing.get(event.thread) ?? [];
    this.changing.set(event.thread, own);
    const start = numberOf(event.address);
    const end = start + (event.length === undefined ? PAGE : numberOf(event.length));
    own.push({ mm: event.mm, start, end });
  }

  private accessed({ subscriber, mm, address: hex, write, page }: Access): void {
    const address = numberOf(hex) - (numberOf(hex) % PAGE);
    const key = `${subscriber} ${mm} ${address} ${write}`;
    if (page !== "none") {
      this.faults.delete(key);
      return;
    }
    this.context.compared();
    const before = this.faults.get(key);
    if (before?.resolved === true && this.isPermitted(mm, address, write)) {
      this.context.breach(
        `${subscriber} faults at ${address.toString(16)} again and again: ${mm} permits the access, and no notice is to come`,
      );
    }
    this.faults.set(key, { mm, address, resolved: false });
  }

  /** The page table permits the access, and whoever changed it is done. */
  private isPermitted(mm: string, address: bigint, write: boolean): boolean {
    const entry = this.primary.find(mm, address);
    const busy = [...this.changing.values()].some((own) =>
      own.some((span) => span.mm === mm && span.start <= address && address < span.end),
    );
    return entry !== undefined && (entry.write || !write) && !busy;
  }

  private returned(thread: string, call: Call | undefined, result: unknown): void {
    if (call === undefined) return;
    this.changing.delete(thread);
    if (!RESOLVING.includes(call.op) || isError(result) || result === "done") return;
    const address = numberOf(String(call.args.address));
    for (const fault of this.faults.values()) if (this.isAbout(fault, call, address)) fault.resolved = true;
  }

  /** A device's own call does not name the address space that it is bound to. */
  private isAbout(fault: Pending, { args }: Call, address: bigint): boolean {
    const sameMm = args.mm === undefined || args.mm === fault.mm;
    return sameMm && fault.address === address - (address % PAGE);
  }
}

/**
 * No device faults for ever. A device faulted, the fault was answered with success, and it faults
 * again although the page table permits the access and nobody is about to tell the device so:
 * then it will always fault.
 */
export const livelock: Clause = {
  name: "livelock",
  meaning: "a device does not fault for ever on an access that the page table permits",
  holdsIn: () => true,
  wokenBy: "device_access",
  begin: (context) => new Livelock(context),
};
