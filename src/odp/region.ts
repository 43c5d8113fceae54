import type { Errno, Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { Umem } from "./umem.ts";

/** What the pages of a fault are asked for. */
export type Access = "none" | "read" | "write";

/** What can be seen of a umem besides its entries, where a profile documents it. */
export interface RegionState {
  /** The sections over it that are open, as far as it counts them. */
  readonly count: number;
  readonly seq: bigint;
  readonly dying: boolean;
  /** It counts for itself. */
  readonly counts: boolean;
  /** It has to look after sections that were there before it. */
  readonly waits: boolean;
}

/** A umem, with what can be done to it. Each form of on-demand paging brings its own. */
export interface Region {
  readonly umem: Umem;
  readonly context: string;
  get(mm: Mm): Coroutine<Status>;
  /** As a child of an implicit umem; where there are none, EINVAL. */
  getChild(parent: Region): Coroutine<Status>;
  release(): Coroutine;
  /** One attempt of the device to map a page. */
  fault(address: bigint, write: boolean, token: string): Coroutine<"mapped" | "retry" | Errno>;
  walk(address: bigint, write: boolean, token: string): Coroutine<0 | Errno>;
  commit(token: string): Coroutine<"mapped" | "retry" | Errno>;
  /** The number of pages that were mapped, in decimal, or an error. */
  mapPages(start: bigint, length: bigint, access: Access): Coroutine<string>;
  sample(): Coroutine<bigint>;
  retry(seq: bigint): Coroutine<boolean>;
  wait(): Coroutine<0 | Errno>;
  state(): RegionState;
}

/** What can be seen of a context. */
export interface ContextState {
  /** Umems that are registered. */
  readonly umems: number;
  /** Those of them that callbacks find. */
  readonly tree: number;
  /** Sections of its address space that are open, as far as it counts them. */
  readonly running: number;
  /** Pieces of memory allocated for umems and not given back. */
  readonly allocations: number;
}

/** What a umem is registered over. */
export interface RegionRange {
  readonly start: bigint;
  readonly length: bigint;
  readonly writable: boolean;
  readonly implicit?: boolean;
}

/** A device, as a process has opened it. */
export interface Context {
  readonly name: string;
  readonly mm: Mm;
  makeRegion(name: string, range: RegionRange): Region;
  state(): ContextState;
}

/** One form of on-demand paging. */
export interface Odp {
  /** Opens the device; an error if it does not answer. */
  open(name: string, mm: Mm, plain: boolean): Context | Errno;
}
