import { idOf, READ, WRITE } from "../kernel/access.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Page } from "../kernel/page.ts";

/** A page-table entry as it was when it was walked. */
export interface Translation {
  /** Where the entry began, and the bytes that it maps: a block entry is kept whole. */
  readonly address: bigint;
  readonly length: bigint;
  readonly page: Page;
  /** Whether it permits writing. One that does not is kept too, and refuses (VMSAv8 permits that). */
  readonly write: boolean;
}

interface Kept {
  readonly translation: Translation;
  /** The address space that it belongs to: an ASID in the IOMMU, a PASID in a device. */
  readonly tag: number;
  /** Under whose name the trace shows it. */
  readonly owner: string;
}

/** The TLB of an IOMMU, or the cache of a device with address translation services (ATC). */
export class TranslationCache {
  private kept: Kept[] = [];
  private readonly id: number;

  constructor(
    private readonly kernel: Kernel,
    readonly name: string,
  ) {
    this.id = idOf(`translations of ${name}`);
  }

  /** The translation of the address, whatever it permits. */
  find(tag: number, address: bigint): Translation | undefined {
    this.kernel.touch(this.id, READ);
    return this.kept.find((one) => one.tag === tag && covers(one.translation, address))?.translation;
  }

  fill(tag: number, translation: Translation, owner: string): void {
    this.kernel.touch(this.id, WRITE);
    this.use(translation.page);
    this.kept.push({ translation, tag, owner });
    this.trace({ translation, tag, owner }, translation.page.name);
  }

  /** Drops every translation of which a part lies in [start,end). */
  drop(tag: number, start: bigint, end: bigint): void {
    this.remove((one) => one.tag === tag && overlaps(one.translation, start, end));
  }

  /** Drops everything of one address space. */
  dropAll(tag: number): void {
    this.remove((one) => one.tag === tag);
  }

  /** What the trace shows under this name, in ascending order. */
  of(owner: string): Translation[] {
    return this.kept
      .filter((one) => one.owner === owner)
      .map(({ translation }) => translation)
      .sort((a, b) => (a.address < b.address ? -1 : 1));
  }

  private remove(matches: (one: Kept) => boolean): void {
    this.kernel.touch(this.id, WRITE);
    const gone = this.kept.filter(matches);
    this.kept = this.kept.filter((one) => !gone.includes(one));
    for (const one of gone) {
      this.use(one.translation.page);
      this.trace(one, "none");
    }
  }

  /** As long as it is here the device may reach the page at any moment. */
  private use(page: Page): void {
    this.kernel.touch(page.id, READ);
  }

  private trace({ translation, owner }: Kept, page: string): void {
    const { address, length, write } = translation;
    this.kernel.emit({
      event: "secondary",
      thread: this.kernel.current.name,
      subscriber: owner,
      address,
      page,
      ...(page === "none" ? {} : { write }),
      ...(length === 0x1000n ? {} : { length }),
    });
  }
}

function covers({ address, length }: Translation, at: bigint): boolean {
  return address <= at && at < address + length;
}

function overlaps({ address, length }: Translation, start: bigint, end: bigint): boolean {
  return address < end && address + length > start;
}
