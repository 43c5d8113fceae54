import type { Device } from "../../device/device.ts";
import type { Coroutine } from "../../kernel/point.ts";
import type { TraceValue } from "../../kernel/trace.ts";
import { type Arguments, addressOf, nameOf } from "../arguments.ts";
import type { OperationRunner } from "../operations.ts";
import type { World } from "../world.ts";

/** The look-up of a device, as its operation asks for it. */
export function* walk(device: Device, args: Arguments): Coroutine<TraceValue> {
  return yield* device.walk(addressOf(args, "address"), args.write === true, nameOf(args, "token"));
}

/** One attempt of a device, from look-up to entry. */
export function* fault(world: World, device: Device, args: Arguments): Coroutine<TraceValue> {
  const token = `fault of ${world.machine.kernel.current.name}`;
  return yield* device.fault(addressOf(args, "address"), args.write === true, token);
}

/** The device models. */
export const deviceOperations = {
  *mirror_create(world, args) {
    const mirror = world.devices.makeMirror(nameOf(args, "mirror"), world.mm(nameOf(args, "mm")));
    return yield* mirror.create(addressOf(args, "start"), addressOf(args, "end"));
  },
  *mirror_destroy(world, args) {
    yield* world.devices.mirror(nameOf(args, "mirror")).destroy();
    return null;
  },
  *mirror_fault(world, args) {
    return yield* fault(world, world.devices.mirror(nameOf(args, "mirror")), args);
  },
  *mirror_walk(world, args) {
    return yield* walk(world.devices.mirror(nameOf(args, "mirror")), args);
  },
  *mirror_commit(world, args) {
    return yield* world.devices.mirror(nameOf(args, "mirror")).commit(nameOf(args, "token"));
  },
  *shadow_create(world, args) {
    const mm = world.mm(nameOf(args, "mm"));
    return yield* world.devices.makeShadow(nameOf(args, "mirror"), mm, args).create();
  },
  *shadow_destroy(world, args) {
    yield* world.devices.shadow(nameOf(args, "mirror")).destroy();
    return null;
  },
  *shadow_fault(world, args) {
    return yield* fault(world, world.devices.shadow(nameOf(args, "mirror")), args);
  },
  *shadow_walk(world, args) {
    return yield* walk(world.devices.shadow(nameOf(args, "mirror")), args);
  },
  *shadow_commit(world, args) {
    return yield* world.devices.shadow(nameOf(args, "mirror")).commit(nameOf(args, "token"));
  },
} as const satisfies Record<string, OperationRunner>;
