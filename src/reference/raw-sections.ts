import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { RwSem } from "../kernel/rwsem.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import { PortError } from "../port/port-error.ts";
import type { Machine } from "./machine.ts";

/** Which lock protects a bare section. */
export type Via = "mmap_lock" | "rmap";

interface Section {
  readonly range: NotifierRange;
  readonly via: Via;
  readonly thread: string;
  open: boolean;
}

interface Hold {
  count: number;
  /** Whether the sections took the lock, or the thread had it already. */
  readonly took: boolean;
}

/**
 * Bare start/end sections, as an mm operation would issue them: under mmap_lock or a reverse-map
 * lock, which the thread's last open section lets go.
 */
export class RawSections {
  private readonly sections = new Map<string, Section>();
  /** Range objects made for complete sections. */
  private made = 0;
  private readonly holds = new Map<string, Hold>();

  constructor(private readonly machine: Machine) {}

  /** One section from start to end, on a range object of its own: callbacks may nest another one in it. */
  *complete(mm: Mm, start: bigint, end: bigint): Coroutine {
    this.made += 1;
    const name = `complete section ${this.made}`;
    yield* this.start(name, mm, start, end, "mmap_lock");
    yield* this.end(name);
    this.sections.delete(name);
  }

  /** Opens a blockable section on the named range object and leaves it open. */
  *start(name: string, mm: Mm, start: bigint, end: bigint, via: Via, says?: string): Coroutine {
    const section = this.prepare(name, mm, start, end, via, says);
    yield* this.takeLock(section);
    section.open = true;
    yield* this.machine.sections.start(section.range);
  }

  /** The same without blocking; after an error there is no section. */
  *startNonblock(name: string, mm: Mm, start: bigint, end: bigint, via: Via): Coroutine<Status> {
    const section = this.prepare(name, mm, start, end, via);
    if (!(yield* this.tryLock(section))) return "EAGAIN";
    section.open = true;
    const rc = yield* this.machine.sections.startNonblock(section.range);
    if (rc !== 0) {
      section.open = false;
      this.letGo(section);
    }
    return rc;
  }

  *end(name: string): Coroutine {
    const section = this.sections.get(name);
    if (section?.open !== true) throw new PortError("invalid", `the range ${name} has no open section`);
    section.open = false;
    yield* this.machine.sections.end(section.range);
    this.letGo(section);
  }

  private prepare(name: string, mm: Mm, start: bigint, end: bigint, via: Via, says?: string): Section {
    const old = this.sections.get(name);
    if (old?.open === true) throw new PortError("invalid", `the range ${name} has an open section`);
    const kind = says === undefined ? {} : { kind: says };
    const reused =
      old !== undefined &&
      old.range.mm === mm &&
      old.range.start === start &&
      old.range.end === end &&
      old.range.kind === says;
    const range = reused ? old.range : { mm, start, end, blockable: false, ...kind };
    const section: Section = { range, via, thread: this.machine.kernel.current.name, open: false };
    this.sections.set(name, section);
    return section;
  }

  private lockOf(section: Section): RwSem {
    return section.via === "rmap" ? section.range.mm.rmapLock : section.range.mm.mmapLock;
  }

  private keyOf(section: Section): string {
    return `${section.thread} ${section.range.mm.name} ${section.via}`;
  }

  /** True if the thread has the lock already, through another section or on its own. */
  private share(section: Section): boolean {
    const hold = this.holds.get(this.keyOf(section));
    if (hold !== undefined) {
      hold.count += 1;
      return true;
    }
    if (this.lockOf(section).modeOf(this.machine.kernel.current) === undefined) return false;
    this.holds.set(this.keyOf(section), { count: 1, took: false });
    return true;
  }

  private *takeLock(section: Section): Coroutine {
    if (this.share(section)) return;
    yield* this.lockOf(section).down("read");
    this.holds.set(this.keyOf(section), { count: 1, took: true });
  }

  private *tryLock(section: Section): Coroutine<boolean> {
    if (this.share(section)) return true;
    if (!(yield* this.lockOf(section).trylock("read"))) return false;
    this.holds.set(this.keyOf(section), { count: 1, took: true });
    return true;
  }

  private letGo(section: Section): void {
    const key = this.keyOf(section);
    const hold = this.holds.get(key);
    if (hold === undefined) return;
    hold.count -= 1;
    if (hold.count > 0) return;
    this.holds.delete(key);
    if (hold.took) this.lockOf(section).up();
  }
}
