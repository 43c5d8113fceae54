import type { IommuName } from "../../smmu/iommu.ts";
import type { Recovery } from "../../smmu/sva-device.ts";
import { type Arguments, addressOf, nameOf } from "../arguments.ts";
import type { OperationRunner } from "../operations.ts";
import type { DeviceTraits } from "../sva.ts";

function traitsOf(args: Arguments): DeviceTraits {
  const recovery = (args.recovery ?? "none") as Recovery;
  return {
    iommu: (args.iommu ?? "smmuv3") as IommuName,
    recovery,
    ats: args.ats === true || recovery === "pri",
    btm: args.btm === true,
    ranges: args.ranges === true,
    updates: args.marks !== false,
  };
}

/** Shared virtual addressing. */
export const svaOperations = {
  *sva_device(world, args) {
    return world.sva.makeDevice(nameOf(args, "mirror"), nameOf(args, "domain"), traitsOf(args));
  },
  *sva_bind(world, args) {
    const { driver } = world.sva;
    return yield* driver.bind(world.sva.device(nameOf(args, "mirror")), world.mm(nameOf(args, "mm")));
  },
  *sva_unbind(world, args) {
    yield* world.sva.driver.unbind(world.sva.device(nameOf(args, "mirror")));
    return null;
  },
  *sva_unload(world) {
    yield* world.sva.driver.unload();
    return null;
  },
  *device_access(world, args) {
    return yield* world.sva.device(nameOf(args, "mirror")).access(addressOf(args, "address"), args.write === true);
  },
} as const satisfies Record<string, OperationRunner>;
