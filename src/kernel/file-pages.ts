import type { Page } from "./page.ts";
import type { Pages } from "./pages.ts";
import type { Coroutine } from "./point.ts";

/**
 * The page cache of one file, and who maps it (the i_mmap tree).
 *
 * @typeParam V - a mapping, which the kernel layer does not know
 */
export class FilePages<V> {
  readonly mappings = new Set<V>();
  private readonly pages = new Map<bigint, Page>();

  constructor(private readonly allocator: Pages) {}

  /** The page at an offset, read in if it is not there. The cache holds a reference to it. */
  page(offset: bigint): Page {
    const found = this.pages.get(offset) ?? this.allocator.alloc("file");
    if (!this.pages.has(offset)) this.allocator.get(found);
    this.pages.set(offset, found);
    return found;
  }

  /** Drops the pages of [start,end) from the cache. */
  *drop(start: bigint, end: bigint): Coroutine {
    for (const [offset, page] of [...this.pages]) {
      if (offset < start || offset >= end) continue;
      this.pages.delete(offset);
      yield* this.allocator.put(page);
    }
  }
}
