import type { QueryParams } from "../port/generated/protocol.ts";
import type { QueryAnswer } from "../port/implementation.ts";
import { PortError } from "../port/port-error.ts";
import { hex } from "./observe.ts";
import type { World } from "./world.ts";

/** Reads something of the world; nothing runs. */
export function query(world: World, params: QueryParams): QueryAnswer {
  switch (params.of) {
    case "mm": {
      const { users, count, freed } = world.mm(params.mm);
      return { users, count, freed };
    }
    case "subscriptions": {
      const { subscriptions: subs } = world.mm(params.mm);
      if (subs === undefined) return { exists: false };
      return { exists: true, active: subs.active, seq: hex(subs.seq), interval_mode: subs.hasItree };
    }
    case "interval": {
      const { seq, state } = world.interval(params.subscriber);
      return { seq: hex(seq), state };
    }
    default:
      throw new PortError("unsupported", `the query ${params.of} is not offered`);
  }
}
