import { READ, WRITE } from "./access.ts";
import type { Kernel } from "./kernel.ts";
import { Mutex } from "./mutex.ts";
import { Page, type PageKind } from "./page.ts";
import type { Coroutine } from "./point.ts";

/** The page allocator: pages are named P1, P2 … in order of their allocation. */
export class Pages {
  /** What a read of memory that was never written maps. */
  readonly zero = new Page("zero", "special");
  private readonly locks = new WeakMap<Page, Mutex>();
  private made = 0;

  constructor(protected readonly kernel: Kernel) {}

  /** A fresh page without references; one of kind `special` is not the allocator's, and never freed. */
  alloc(kind: PageKind, huge = false): Page {
    this.made += 1;
    return new Page(`P${this.made}`, kind, huge);
  }

  /** get_page. */
  get(page: Page): void {
    this.kernel.touch(page.id, READ);
    if (page.freed) this.kernel.warn(`use after free: reference to page ${page.name}`);
    if (page.kind !== "special") page.refs += 1;
  }

  /** put_page: the last reference frees the page. */
  *put(page: Page): Coroutine {
    if (page.kind === "special") return;
    yield page.release;
    page.refs -= 1;
    if (page.refs > 0) return;
    page.freed = true;
    this.kernel.emit({ event: "page_free", thread: this.kernel.current.name, page: page.name });
  }

  /** What a copy of a page holds is what the page holds now. */
  copyContent(from: Page, to: Page): void {
    this.kernel.touch(from.contentId, READ);
    this.kernel.touch(to.contentId, WRITE);
    to.content = from.content;
  }

  /** The page lock (PG_locked, folio_lock). */
  lockOf(page: Page): Mutex {
    const known = this.locks.get(page) ?? new Mutex(this.kernel, "page_lock", page.name);
    this.locks.set(page, known);
    return known;
  }

  /** One page-table entry more maps the page, or one less (page_add_rmap, page_remove_rmap). */
  countMapping(page: Page, by: number): void {
    if (this.kernel.explored) this.kernel.touch(page.mapCountId, WRITE);
    page.mapCount += by;
  }

  /** set_page_dirty, as a device reports what it wrote. */
  setDirty(page: Page): void {
    page.dirty = true;
    this.kernel.emit({ event: "page_dirty", thread: this.kernel.current.name, page: page.name });
  }
}
