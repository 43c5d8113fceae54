import type { Coroutine } from "../kernel/point.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { ExitPath } from "./exit-path.ts";

/** A process (a thread group): it has one address space at a time, and one user reference to it. */
export interface Process {
  mm: Mm | undefined;
}

/** Which process has which address space (task_struct, as far as its mm goes). */
export class Processes {
  private readonly owners = new Map<Mm, Process>();

  constructor(protected readonly exitPath: ExitPath) {}

  /** The process that began with this address space, or got it by exec. */
  of(mm: Mm): Process {
    const known = this.owners.get(mm);
    if (known !== undefined) return known;
    const process: Process = { mm };
    this.owners.set(mm, process);
    return process;
  }

  /** exec: the same process goes on in another address space, and its user of the old one goes. */
  *exec(mm: Mm, fresh: Mm): Coroutine {
    const process = this.of(mm);
    process.mm = fresh;
    this.owners.set(fresh, process);
    yield* this.exitPath.mmput(mm);
  }

  /** The process ends. Its address space may live on, if others use it. */
  *exit(mm: Mm): Coroutine {
    this.of(mm).mm = undefined;
    yield* this.exitPath.mmput(mm);
  }
}
