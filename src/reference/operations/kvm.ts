import type { Coroutine } from "../../kernel/point.ts";
import type { TraceValue } from "../../kernel/trace.ts";
import { type Arguments, addressOf, nameOf } from "../arguments.ts";
import type { OperationRunner } from "../operations.ts";
import type { World } from "../world.ts";
import { fault, walk } from "./devices.ts";

const vmOf = (world: World, args: Arguments) => world.devices.kvm(nameOf(args, "mirror"));
const cacheOf = (world: World, args: Arguments) => world.devices.pfnCache(nameOf(args, "mirror"));
const span = (args: Arguments) => [addressOf(args, "start"), addressOf(args, "end")] as const;
/** Where a thread keeps what it has looked up in an attempt of its own. */
const ownToken = (world: World) => `attempt of ${world.machine.kernel.current.name}`;

function* create(world: World, args: Arguments): Coroutine<TraceValue> {
  const vm = world.devices.makeKvm(nameOf(args, "mirror"), world.mm(nameOf(args, "mm")));
  return yield* vm.create(args.locked === true);
}

/** The VM, its pfn caches and its APIC-access page. */
export const kvmOperations = {
  kvm_create: create,
  *kvm_set_memslot(world, args) {
    return yield* vmOf(world, args).setMemslot(...span(args));
  },
  *kvm_delete_memslot(world, args) {
    return yield* vmOf(world, args).deleteMemslot(...span(args));
  },
  *kvm_fault(world, args) {
    return yield* fault(world, vmOf(world, args), args);
  },
  *kvm_walk(world, args) {
    return yield* walk(vmOf(world, args), args);
  },
  *kvm_commit(world, args) {
    return yield* vmOf(world, args).commit(nameOf(args, "token"));
  },
  *kvm_touch(world, args) {
    return yield* vmOf(world, args).touch(addressOf(args, "address"));
  },
  *kvm_drop_unflushed(world, args) {
    yield* vmOf(world, args).dropUnflushed(addressOf(args, "address"));
    return null;
  },
  *kvm_destroy(world, args) {
    yield* vmOf(world, args).destroy();
    return null;
  },
  *kvm_cache_create(world, args) {
    const vm = world.devices.kvm(nameOf(args, "vm"));
    return world.devices.makePfnCache(nameOf(args, "mirror"), vm, addressOf(args, "address")).create();
  },
  *kvm_cache_refresh(world, args) {
    return yield* cacheOf(world, args).refresh(ownToken(world));
  },
  *kvm_cache_walk(world, args) {
    return yield* cacheOf(world, args).look(nameOf(args, "token"));
  },
  *kvm_cache_commit(world, args) {
    return yield* cacheOf(world, args).commit(nameOf(args, "token"));
  },
  *kvm_apic_page(world, args) {
    world.devices.makeApicPage(
      nameOf(args, "mirror"),
      world.devices.kvm(nameOf(args, "vm")),
      addressOf(args, "address"),
    );
    return null;
  },
  *kvm_vcpu_enter(world, args) {
    const { apic } = world.devices.kvm(nameOf(args, "vm"));
    return apic === undefined || (yield* apic.enter(ownToken(world)));
  },
} as const satisfies Record<string, OperationRunner>;
