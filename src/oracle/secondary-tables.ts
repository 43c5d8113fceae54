import type { Event } from "../port/generated/protocol.ts";
import { numberOf } from "./primary-tables.ts";

/** An entry of a device, as the events tell of it. */
export interface DeviceEntry {
  readonly subscriber: string;
  readonly address: bigint;
  readonly page: string;
  readonly write: boolean;
}

/** The tables of every device and scripted subscriber, as the events tell of them. */
export class SecondaryTables {
  /** True once a device has mapped something. */
  used = false;
  private readonly tables = new Map<string, Map<bigint, DeviceEntry>>();

  /** Takes note of a change; answers the entry that was set, if one was. */
  observe(event: Event): DeviceEntry | undefined {
    if (event.event !== "secondary" || !("address" in event)) return undefined;
    const { subscriber, page } = event;
    const address = numberOf(event.address);
    const table = this.tables.get(subscriber) ?? new Map<bigint, DeviceEntry>();
    this.tables.set(subscriber, table);
    if (page === "none") {
      table.delete(address);
      return undefined;
    }
    const entry = { subscriber, address, page, write: event.write === true };
    table.set(address, entry);
    this.used = true;
    return entry;
  }

  /** The entries of one of them. */
  of(subscriber: string): DeviceEntry[] {
    return [...(this.tables.get(subscriber)?.values() ?? [])];
  }

  /** Everybody's entries that map the page. */
  mapping(page: string): DeviceEntry[] {
    return [...this.tables.keys()].flatMap((name) => this.of(name)).filter((entry) => entry.page === page);
  }
}
