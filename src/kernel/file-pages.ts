import { idOf, READ, WRITE } from "./access.ts";
import type { Kernel } from "./kernel.ts";
import type { Page } from "./page.ts";
import type { Pages } from "./pages.ts";
import type { Coroutine } from "./point.ts";

/**
 * The page cache of one file, and who maps it (the i_mmap tree).
 *
 * @typeParam V - a mapping, which the kernel layer does not know
 */
export class FilePages<V> {
  private readonly mappings = new Set<V>();
  private readonly pages = new Map<bigint, Page>();
  private readonly id: number;

  /** @param name - tells this file from others, for the scheduler */
  constructor(
    private readonly kernel: Kernel,
    private readonly allocator: Pages,
    name: string,
  ) {
    this.id = idOf(`file ${name}`);
  }

  /** Enters a mapping into the reverse map. */
  link(mapping: V): void {
    this.kernel.touch(this.id, WRITE);
    this.mappings.add(mapping);
  }

  unlink(mapping: V): void {
    this.kernel.touch(this.id, WRITE);
    this.mappings.delete(mapping);
  }

  isMappedBy(mapping: V): boolean {
    this.kernel.touch(this.id, READ);
    return this.mappings.has(mapping);
  }

  /** Every mapping, and those that are entered meanwhile: a copy comes after what it is a copy of. */
  *eachMapping(): Generator<V> {
    for (const mapping of this.mappings) {
      this.kernel.touch(this.id, READ);
      yield mapping;
    }
    this.kernel.touch(this.id, READ);
  }

  /** The page at an offset, read in if it is not there. The cache holds a reference to it. */
  page(offset: bigint): Page {
    this.kernel.touch(this.id, WRITE);
    const found = this.pages.get(offset) ?? this.allocator.alloc("file");
    if (!this.pages.has(offset)) this.allocator.get(found);
    this.pages.set(offset, found);
    return found;
  }

  /** Drops the pages of [start,end) from the cache. */
  *drop(start: bigint, end: bigint): Coroutine {
    for (const [offset, page] of [...this.pages]) {
      if (offset < start || offset >= end) continue;
      this.kernel.touch(this.id, WRITE);
      this.pages.delete(offset);
      yield* this.allocator.put(page);
    }
  }
}
