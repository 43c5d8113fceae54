import { AFTER, idOf, pack, READ, WRITE } from "./access.ts";
import type { Kernel } from "./kernel.ts";
import type { Coroutine, Point } from "./point.ts";
import type { KThread } from "./thread.ts";

/** An open read section. */
export interface ReadSection {
  readonly id: number;
  readonly thread: KThread;
}

/** Sleepable RCU: `synchronize` waits for every read section that was open when it began. */
export class Srcu {
  private readonly open = new Set<ReadSection>();
  private readonly id = idOf("srcu");
  private readonly enter: Point;
  private readonly sample: Point;

  constructor(private readonly kernel: Kernel) {
    const wait = { kind: "other", name: "srcu" } as const;
    this.enter = { access: pack(this.id, READ), wait };
    this.sample = { access: pack(this.id, WRITE), wait };
  }

  *readLock(): Coroutine<ReadSection> {
    yield this.enter;
    const thread = this.kernel.current;
    const section = { id: idOf(thread.nameFor("read section")), thread };
    this.open.add(section);
    thread.readSections += 1;
    return section;
  }

  readUnlock(section: ReadSection): void {
    this.kernel.touch(this.id, READ);
    this.kernel.touch(section.id, WRITE);
    this.open.delete(section);
    this.kernel.current.readSections -= 1;
  }

  /** Sleeps until every read section that is open now has ended. */
  *synchronize(): Coroutine {
    this.kernel.mightSleep("synchronize_srcu");
    yield this.sample;
    for (const section of [...this.open]) {
      yield {
        access: pack(section.id, AFTER),
        wait: { kind: "grace_period" },
        ready: () => !this.open.has(section),
        holders: () => [section.thread],
      };
    }
  }
}
