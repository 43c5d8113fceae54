import { addressOf, nameOf } from "../arguments.ts";
import type { OperationRunner } from "../operations.ts";
import { fault, walk } from "./devices.ts";

/** The graphics device. */
export const gpuOperations = {
  *gpu_create(world, args) {
    return yield* world.devices.makeGpu(nameOf(args, "mirror"), world.mm(nameOf(args, "mm"))).create();
  },
  *gpu_add(world, args) {
    const gpu = world.devices.gpu(nameOf(args, "mirror"));
    return yield* gpu.add(addressOf(args, "start"), addressOf(args, "end"));
  },
  *gpu_fault(world, args) {
    return yield* fault(world, world.devices.gpu(nameOf(args, "mirror")), args);
  },
  *gpu_walk(world, args) {
    return yield* walk(world.devices.gpu(nameOf(args, "mirror")), args);
  },
  *gpu_commit(world, args) {
    return yield* world.devices.gpu(nameOf(args, "mirror")).commit(nameOf(args, "token"));
  },
  *gpu_destroy(world, args) {
    yield* world.devices.gpu(nameOf(args, "mirror")).destroy();
    return null;
  },
} as const satisfies Record<string, OperationRunner>;
