import type { Page } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import { baseOf, type Pte, sizeOf } from "../kernel/pte.ts";
import type { Memory } from "../mm/memory.ts";
import type { Bond } from "./bond.ts";
import type { Translation, TranslationCache } from "./translation-cache.ts";

/** What an access found: a translation that may refuse it, nothing, or an end without a fault. */
export type Found = Translation | "nothing" | "quiet";

/**
 * Stage 1 of an IOMMU: it walks the page tables of the CPU and keeps what it finds, refusals
 * included. Walk and entry are one step: whoever invalidates waits for translations in flight.
 */
export class TableWalker {
  constructor(
    protected readonly memory: Memory,
    readonly tlb: TranslationCache,
  ) {}

  /** The translation of the address, in the context of that name. */
  *translate(bond: Bond, context: string, address: bigint): Coroutine<Found> {
    const ended = this.endOf(bond, context);
    if (ended !== undefined) return ended;
    const kept = this.tlb.find(bond.cd.asid, address);
    if (kept !== undefined) return kept;
    const pte = yield* this.memory.space(bond.mm).table.walk(address);
    return this.endOf(bond, context) ?? this.keep(bond, address, pte);
  }

  /** Without a context there is nothing to walk. */
  protected endOf(bond: Bond, context: string): Found | undefined {
    const state = bond.context(context);
    if (state === "valid") return undefined;
    return state === "quiet" ? "quiet" : "nothing";
  }

  /** Without hardware updates an entry that was not accessed yet is a fault, and is not kept. */
  protected keep(bond: Bond, address: bigint, pte: Pte | undefined): Found {
    const { updates } = bond.domain.traits;
    if (pte === undefined || pte.special !== undefined || !(updates || pte.young)) return "nothing";
    const found = this.translationOf(address, pte, updates);
    this.tlb.fill(bond.cd.asid, found, bond.domain.name);
    if (updates) this.memory.space(bond.mm).table.setUsed(address, false);
    return found;
  }

  /** A device wrote through an entry: the hardware sets its dirty bit, unless it maps another page by now. */
  setDirty({ mm, domain }: Bond, address: bigint, page: Page): void {
    const { table } = this.memory.space(mm);
    if (domain.traits.updates && table.find(address)?.pte.page === page) table.setUsed(address, true);
  }

  /** A clean entry is read-only to whoever does not set its dirty bit. */
  translationOf(address: bigint, pte: Pte, updates: boolean): Translation {
    return {
      address: baseOf(address, pte),
      length: sizeOf(pte),
      page: pte.page,
      write: pte.write && (updates || pte.dirty),
    };
  }
}
