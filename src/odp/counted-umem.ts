import { idOf, READ, WRITE } from "../kernel/access.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { OdpContext } from "./odp-context.ts";
import type { SectionCount } from "./section-count.ts";
import { Umem, type UmemRange } from "./umem.ts";

/** A umem that counts the sections over it (2014 to 2019). */
export class CountedUmem extends Umem {
  readonly sections: SectionCount;
  private isRegistered = false;
  private readonly state: number;

  constructor(
    kernel: Kernel,
    name: string,
    readonly context: OdpContext,
    range: UmemRange,
    sections: SectionCount,
  ) {
    super(kernel, name, range);
    this.sections = sections;
    this.state = idOf(`state of ${name}`);
  }

  /** Between odp_get and odp_release. No lock is over it: who uses a umem knows that it is there. */
  get registered(): boolean {
    this.kernel.touch(this.state, READ);
    return this.isRegistered;
  }

  set registered(registered: boolean) {
    this.kernel.touch(this.state, WRITE);
    this.isRegistered = registered;
  }
}
