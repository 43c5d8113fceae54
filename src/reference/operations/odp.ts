import type { Access } from "../../odp/region.ts";
import { type Arguments, addressOf, nameOf } from "../arguments.ts";
import type { OperationRunner } from "../operations.ts";
import type { World } from "../world.ts";

function region(world: World, args: Arguments) {
  return world.odp.region(nameOf(args, "umem"));
}

/** On-demand paging. */
export const odpOperations = {
  *odp_context(world, args) {
    const made = world.odp.odp.open(nameOf(args, "context"), world.mm(nameOf(args, "mm")), args.plain === true);
    if (typeof made === "string") return made;
    world.odp.add(made);
    return 0;
  },
  *odp_get(world, args) {
    const range = {
      start: addressOf(args, "start"),
      length: addressOf(args, "length"),
      writable: args.readonly !== true,
    };
    const name = nameOf(args, "umem");
    const made = world.odp.context(nameOf(args, "context")).makeRegion(name, range);
    world.odp.register(name, made);
    return yield* made.get(world.mm(nameOf(args, "mm")));
  },
  *odp_get_implicit(world, args) {
    const range = { start: 0n, length: 0n, writable: true, implicit: true };
    const made = world.odp.context(nameOf(args, "context")).makeRegion(nameOf(args, "umem"), range);
    world.odp.register(nameOf(args, "umem"), made);
    return yield* made.get(world.mm(nameOf(args, "mm")));
  },
  *odp_get_child(world, args) {
    const range = { start: addressOf(args, "start"), length: addressOf(args, "length"), writable: true };
    const parent = world.odp.region(nameOf(args, "parent"));
    const made = world.odp.context(nameOf(args, "context")).makeRegion(nameOf(args, "umem"), range);
    world.odp.register(nameOf(args, "umem"), made);
    return yield* made.getChild(parent);
  },
  *odp_release(world, args) {
    yield* region(world, args).release();
    return null;
  },
  *odp_fault(world, args) {
    const token = `fault of ${world.machine.kernel.current.name}`;
    return yield* region(world, args).fault(addressOf(args, "address"), args.write === true, token);
  },
  *odp_walk(world, args) {
    return yield* region(world, args).walk(addressOf(args, "address"), args.write === true, nameOf(args, "token"));
  },
  *odp_commit(world, args) {
    return yield* region(world, args).commit(nameOf(args, "token"));
  },
  *odp_map_pages(world, args) {
    const access = nameOf(args, "access") as Access;
    return yield* region(world, args).mapPages(addressOf(args, "start"), addressOf(args, "length"), access);
  },
  *odp_sample(world, args) {
    world.tokens.set(nameOf(args, "token"), yield* region(world, args).sample());
    return null;
  },
  *odp_retry(world, args) {
    return yield* region(world, args).retry(world.token(nameOf(args, "token")));
  },
  *odp_wait(world, args) {
    return yield* region(world, args).wait();
  },
} as const satisfies Record<string, OperationRunner>;
