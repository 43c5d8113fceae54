import { WRITE } from "../../kernel/access.ts";
import type { Status } from "../../kernel/errno.ts";
import type { Coroutine } from "../../kernel/point.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import type { Memory } from "../memory.ts";
import { MmOperation } from "../operation.ts";
import type { Faults } from "./faults.ts";

/** A store by the CPU: through the entry that allows it, after as many faults as that takes. */
export class Store extends MmOperation {
  constructor(
    memory: Memory,
    protected readonly faults: Faults,
  ) {
    super(memory);
  }

  *run(mm: Mm, address: bigint, content: string): Coroutine<Status> {
    for (;;) {
      const pte = yield* this.space(mm).table.walk(address);
      if (pte?.write === true) {
        this.kernel.touch(pte.page.contentId, WRITE);
        pte.page.content = content;
        this.space(mm).table.markWritten(address);
        return 0;
      }
      const rc = yield* this.faults.write(mm, address);
      if (rc !== 0) return rc;
    }
  }
}
