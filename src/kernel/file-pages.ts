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
  page(offset: bigint, huge = false): Page {
    this.kernel.touch(this.id, WRITE);
    const found = this.pages.get(offset) ?? this.allocator.alloc("file", huge);
    if (!this.pages.has(offset)) this.allocator.get(found);
    this.pages.set(offset, found);
    return found;
  }

  /** Wherever the cache holds the old page it holds the new one from now on. */
  *replace(old: Page, next: Page): Coroutine {
    const offsets = [...this.pages].filter(([, page]) => page === old).map(([offset]) => offset);
    yield* this.replaceAt(offsets, next);
  }

  /** The new page stands at these offsets; what stood there loses the cache's reference. */
  *replaceAt(offsets: readonly bigint[], next: Page): Coroutine {
    for (const offset of offsets) {
      this.kernel.touch(this.id, WRITE);
      const old = this.pages.get(offset);
      this.pages.set(offset, next);
      this.allocator.get(next);
      if (old !== undefined) yield* this.allocator.put(old);
    }
  }

  /** The cache lets go of the page, wherever it stands. */
  *dropPage(page: Page): Coroutine {
    for (const [offset, held] of [...this.pages]) {
      if (held === page) yield* this.drop(offset, offset + 1n);
    }
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
