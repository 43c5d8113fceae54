import { idOf, READ, WRITE } from "../kernel/access.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { PAGE_SIZE, type Page } from "../kernel/page.ts";

/** A page of a umem that the device may reach by DMA, with the access that it was mapped for. */
export interface DmaEntry {
  readonly page: Page;
  readonly write: boolean;
}

/** The page list and the DMA list of a umem, which the umem mutex guards. */
export class PageList {
  private readonly entries = new Map<bigint, DmaEntry>();
  private readonly id: number;

  constructor(
    private readonly kernel: Kernel,
    /** The umem. */
    private readonly owner: string,
  ) {
    this.id = idOf(`page list of ${owner}`);
  }

  get(address: bigint): DmaEntry | undefined {
    this.kernel.touch(this.id, READ);
    return this.entries.get(address);
  }

  /** ib_dma_map_page, or only more access to what is mapped already. */
  store(address: bigint, entry: DmaEntry): void {
    this.kernel.touch(this.id, WRITE);
    const isNew = !this.entries.has(address);
    this.entries.set(address, entry);
    if (isNew) this.trace("dma_map", address, entry);
  }

  /** ib_dma_unmap_page: both slots are empty afterwards, so whoever comes second finds nothing. */
  clear(address: bigint): void {
    this.kernel.touch(this.id, WRITE);
    const entry = this.entries.get(address);
    if (entry !== undefined) this.trace("dma_unmap", address, entry);
    this.entries.delete(address);
  }

  /** The addresses in [start,end) that are mapped, ascending. */
  within(start: bigint, end: bigint): bigint[] {
    this.kernel.touch(this.id, READ);
    const hit = [...this.entries.keys()].filter((address) => address + PAGE_SIZE > start && address < end);
    return hit.sort((a, b) => (a < b ? -1 : 1));
  }

  private trace(event: "dma_map" | "dma_unmap", address: bigint, { page }: DmaEntry): void {
    const thread = this.kernel.current.name;
    this.kernel.emit({ event, thread, subscriber: this.owner, address, page: page.name });
  }
}
