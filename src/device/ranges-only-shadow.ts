import type { ListOps } from "../notifier/list-subscriber.ts";
import { Shadow } from "./shadow.ts";

/** A shadow device that knows sections, and has none of the callbacks that are about one page. */
export class RangesOnlyShadow extends Shadow {
  protected override callbacks(): ListOps {
    return this.rangeCallbacks();
  }
}
