import { PAGE_SIZE } from "../kernel/page.ts";
import { sizeOf, tellSpecial } from "../kernel/pte.ts";
import { ULONG_MAX } from "../notifier/range.ts";
import type { QueryParams, TableAnswer, TableEntry } from "../port/generated/protocol.ts";
import type { QueryAnswer } from "../port/implementation.ts";
import type { Translation } from "../smmu/translation-cache.ts";
import { hex } from "./observe.ts";
import type { World } from "./world.ts";

/** Reads something of the world; nothing runs. */
export function query(world: World, params: QueryParams): QueryAnswer {
  switch (params.of) {
    case "mm": {
      const { users, count, freed } = world.mm(params.mm);
      return { users, count, freed };
    }
    case "subscriptions": {
      const { subscriptions: subs } = world.mm(params.mm);
      if (subs === undefined) return { exists: false };
      return { exists: true, active: subs.active, seq: hex(subs.seq), interval_mode: subs.hasItree };
    }
    case "interval": {
      const { seq, state } = world.interval(params.subscriber);
      return { seq: hex(seq), state };
    }
    case "secondary":
      return secondaryTable(world, params.subscriber);
    case "page_table":
      return pageTable(world, params.mm);
    case "odp_context":
      return world.odp.context(params.context).state();
    case "umem": {
      const { count, seq, dying, counts, waits } = world.odp.region(params.umem).state();
      return { count, seq: hex(seq), dying, counts, waits };
    }
  }
}

function secondaryTable(world: World, subscriber: string): TableAnswer {
  const translations = world.sva.translations(subscriber);
  if (translations !== undefined) return { entries: translations.map(toEntry) };
  const entries = world.devices.table(subscriber).within(0n, ULONG_MAX);
  return {
    entries: entries.map(({ address, entry }) => ({
      address: hex(address),
      page: entry.page.name,
      write: entry.write,
    })),
  };
}

function pageTable(world: World, mm: string): TableAnswer {
  const mappings = world.machine.memory.space(world.mm(mm)).table.within(0n, ULONG_MAX);
  return {
    entries: mappings.map(({ address, pte }) => ({
      address: hex(address),
      page: pte.page.name,
      write: pte.write,
      young: pte.young,
      dirty: pte.dirty,
      ...tellLength(sizeOf(pte)),
      ...tellSpecial(pte),
    })),
  };
}

function toEntry({ address, length, page, write }: Translation): TableEntry {
  return { address: hex(address), page: page.name, write, ...tellLength(length) };
}

/** An entry for one page says nothing of its length. */
function tellLength(length: bigint): { length?: string } {
  return length === PAGE_SIZE ? {} : { length: hex(length) };
}

/** The flags of an entry in words, as an outcome shows them. */
export function flagsAt(world: World, address: string): string {
  const found = world.machine.memory.space(world.mm("mm")).table.find(BigInt(`0x${address}`));
  if (found === undefined) return "absent";
  const { write, young, dirty } = found.pte;
  return [write ? "writable" : "read-only", young ? "young" : "old", dirty ? "dirty" : "clean"].join(" ");
}
