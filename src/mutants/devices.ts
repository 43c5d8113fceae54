import type { Errno, Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import { intervalDeviceMutants } from "./devices-interval.ts";
import { pairingDeviceMutants } from "./devices-pairing.ts";
import type { MutantRow } from "./mutant.ts";

/** Devices that count on a registration that is not complete. */
const registrationDeviceMutants: readonly MutantRow[] = [
  {
    id: "REG-36-x1",
    title: "a mirror maps pages before its notifier is inserted",
    violates: ["REG-36"],
    origin: "history",
    parts: ({ Mirror }) => ({
      Mirror: class extends Mirror {
        override *create(start: bigint, end: bigint): Coroutine<Status> {
          this.subscriber.start = start;
          this.subscriber.last = end - 1n;
          this.ready = true;
          return yield* super.create(start, end);
        }
        override *begin(): Coroutine<bigint> {
          return this.subscriber.state === "none" ? 0n : yield* super.begin();
        }
      },
    }),
  },
  {
    id: "REG-36-x2",
    title: "a shadow device maps pages before it is registered",
    violates: ["REG-36"],
    origin: "history",
    parts: ({ Shadow }) => ({
      Shadow: class extends Shadow {
        override *create(): Coroutine<Status | Errno> {
          this.ready = true;
          return yield* super.create();
        }
      },
    }),
  },
];

/** Wrong users of the notifiers. */
export const deviceMutants: readonly MutantRow[] = [
  ...pairingDeviceMutants,
  ...intervalDeviceMutants,
  ...registrationDeviceMutants,
];
