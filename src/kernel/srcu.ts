import type { Kernel } from "./kernel.ts";
import type { Coroutine, Point } from "./point.ts";

/** An open read section. */
export interface ReadSection {
  readonly open: boolean;
}

interface Section {
  open: boolean;
}

/** Sleepable RCU: `synchronize` waits for every read section that was open when it began. */
export class Srcu {
  private sections: Section[] = [];
  private readonly enter: Point;

  constructor(private readonly kernel: Kernel) {
    this.enter = { object: this, write: true, wait: { kind: "other", name: "srcu" } };
  }

  *readLock(): Coroutine<ReadSection> {
    yield this.enter;
    const section: Section = { open: true };
    this.sections.push(section);
    this.kernel.current.readSections += 1;
    return section;
  }

  readUnlock(section: ReadSection): void {
    (section as Section).open = false;
    this.sections = this.sections.filter((other) => other.open);
    this.kernel.current.readSections -= 1;
  }

  /** Sleeps until every read section that is open now has ended. */
  *synchronize(): Coroutine {
    this.kernel.mightSleep("synchronize_srcu");
    yield this.enter;
    const open = [...this.sections];
    yield {
      object: this,
      write: false,
      wait: { kind: "grace_period" },
      ready: () => open.every((section) => !section.open),
    };
  }
}
