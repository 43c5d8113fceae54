import { PAGE_SIZE, type Page } from "../../kernel/page.ts";
import type { Coroutine } from "../../kernel/point.ts";
import { higher, lower } from "../bounds.ts";
import { MmOperation } from "../operation.ts";
import type { Vma } from "../vma.ts";

/** CLUSTER_SIZE. */
const CLUSTER = 32n * PAGE_SIZE;

/**
 * In a nonlinear mapping the reverse map cannot say where a page is, so its entries go cluster by
 * cluster, whatever they map (Linux 3.13 mm/rmap.c, try_to_unmap_cluster). That entries which were
 * used lately stay for the time being, and that others may come before the page, is not modelled.
 */
export class ClusterUnmap extends MmOperation {
  /** Each cluster that maps the page; `left` gets the pages whose references go afterwards. */
  *run(vma: Vma, page: Page, left: Page[]): Coroutine {
    for (let at = vma.start - (vma.start % CLUSTER); at < vma.end; at += CLUSTER) {
      const [start, end] = [higher(at, vma.start), lower(at + CLUSTER, vma.end)];
      const maps = vma.space.table.within(start, end).some(({ pte }) => pte.page === page);
      if (maps) yield* this.unmapCluster(vma, start, end, left);
    }
  }

  *unmapCluster({ space }: Vma, start: bigint, end: bigint, left: Page[]): Coroutine {
    const { table, mm } = space;
    const range = yield* this.sections.start(mm, "rmap-cluster", start, end);
    yield table.lock.acquire;
    for (const { address, pte } of table.readRange(start, end)) {
      yield table.storing;
      table.store(address, undefined);
      yield* this.clearFlush(space, address, PAGE_SIZE);
      this.pages.countMapping(pte.page, -1);
      left.push(pte.page);
    }
    table.lock.release();
    yield* this.sections.end(range);
  }
}
