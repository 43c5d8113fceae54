/* Generated from schemas/ by `npm run generate`. Do not edit. */

/**
 * A 64-bit number in lower-case hexadecimal without leading zeros and without 0x.
 */
export type Address = string;
export type Name = string;
/**
 * The result of an operation or callback: null (no result), 0 (success), a boolean, the name of an error (EAGAIN), the name of a subscriber, an outcome word (mapped, retry, done, fault), or a word that was read from memory (zero, one, two).
 */
export type Value = null | 0 | boolean | Name;
export type Event =
  | CallbackEnter
  | CallbackExit
  | Return
  | Warning
  | Message
  | Fatal
  | Lockdep
  | MmFree
  | LockEvent
  | PteEvent
  | FlushEvent
  | SecondaryEvent
  | DeviceFlushEvent
  | PageEvent
  | SectionEvent
  | DmaEvent
  | DeviceAccessEvent
  | CommandEvent
  | CallEvent
  | BlockedEvent
  | UnblockedEvent
  | PreemptedEvent;
export type ScriptStep =
  GateStep | LockStep | UnlockStep | SetSeqStep | ZapStep | FollowStep | SleepStep | CallStep | ReturnStep;
/**
 * Reads something without letting any thread run.
 */
export type QueryParams =
  QueryMm | QuerySubscriptions | QueryInterval | QuerySecondary | QueryPageTable | QueryOdpContext | QueryUmem;
/**
 * One thing that an outcome tells.
 */
export type RunColumn =
  | ResultColumn
  | WaitedColumn
  | CallsColumn
  | CallerColumn
  | WarningsColumn
  | FreedColumn
  | CommandsColumn
  | ContextColumn
  | FlagsColumn
  | EntryColumn;

export interface AllShapes {
  Address?: Address;
  Name?: Name;
  Value?: Value;
  Wait?: Wait;
  ThreadState?: ThreadState;
  Event?: Event;
  CallEvent?: CallEvent;
  BlockedEvent?: BlockedEvent;
  UnblockedEvent?: UnblockedEvent;
  PreemptedEvent?: PreemptedEvent;
  CallbackEnter?: CallbackEnter;
  CallbackExit?: CallbackExit;
  Return?: Return;
  Warning?: Warning;
  Message?: Message;
  Fatal?: Fatal;
  Lockdep?: Lockdep;
  MmFree?: MmFree;
  LockEvent?: LockEvent;
  PteEvent?: PteEvent;
  FlushEvent?: FlushEvent;
  SecondaryEvent?: SecondaryEvent;
  DeviceAccessEvent?: DeviceAccessEvent;
  CommandEvent?: CommandEvent;
  DeviceFlushEvent?: DeviceFlushEvent;
  PageEvent?: PageEvent;
  DmaEvent?: DmaEvent;
  SectionEvent?: SectionEvent;
  Observation?: Observation;
  InitializeParams?: InitializeParams;
  Handshake?: Handshake;
  ResetParams?: ResetParams;
  DefineSubscriberParams?: DefineSubscriberParams;
  DefineTableParams?: DefineTableParams;
  ScriptParams?: ScriptParams;
  ScriptStep?: ScriptStep;
  CallParams?: CallParams;
  OpenParams?: OpenParams;
  HoldParams?: HoldParams;
  QueryParams?: QueryParams;
  OdpContextAnswer?: OdpContextAnswer;
  UmemAnswer?: UmemAnswer;
  MmAnswer?: MmAnswer;
  SubscriptionsAnswer?: SubscriptionsAnswer;
  IntervalAnswer?: IntervalAnswer;
  TableAnswer?: TableAnswer;
  Empty?: Empty;
  SetupRequest?: SetupRequest;
  RunCall?: RunCall;
  RunThread?: RunThread;
  RunColumn?: RunColumn;
  RunParams?: RunParams;
  RunOutcome?: RunOutcome;
  RunAnswer?: RunAnswer;
}
export interface Wait {
  /**
   * gate: a closed gate; lock: a user lock; interval: the end of invalidations (read_begin, remove, update); grace_period: running callbacks (unregister, synchronize, exit).
   */
  kind: "gate" | "lock" | "mmap_lock" | "rmap_lock" | "page_table_lock" | "interval" | "grace_period" | "other";
  /**
   * The gate, the lock, or words for kind `other`.
   */
  name?: string;
}
export interface ThreadState {
  state: "idle" | "blocked";
  on?: Wait1;
}
/**
 * Present when blocked.
 */
export interface Wait1 {
  /**
   * gate: a closed gate; lock: a user lock; interval: the end of invalidations (read_begin, remove, update); grace_period: running callbacks (unregister, synchronize, exit).
   */
  kind: "gate" | "lock" | "mmap_lock" | "rmap_lock" | "page_table_lock" | "interval" | "grace_period" | "other";
  /**
   * The gate, the lock, or words for kind `other`.
   */
  name?: string;
}
export interface CallbackEnter {
  event: "callback";
  /**
   * A named thread, or the implementation's own word for a thread of its own (a worker).
   */
  thread: string;
  subscriber: Name;
  callback: Name;
  mm?: Name;
  start?: Address;
  /**
   * A 64-bit number in lower-case hexadecimal without leading zeros and without 0x.
   */
  end?: string;
  /**
   * Present for callbacks that get a range, in profiles that have the flag.
   */
  blockable?: boolean;
  /**
   * The event of the range: UNMAP, CLEAR, RELEASE …; absent where the profile or the section has none.
   */
  kind?: string;
  /**
   * Who asked for it (capability owner): present for MIGRATE, and for EXCLUSIVE when exclusive access is made.
   */
  owner?: string;
  /**
   * A 64-bit number in lower-case hexadecimal without leading zeros and without 0x.
   */
  address?: string;
  /**
   * change_pte: the page that the new entry maps.
   */
  page?: string;
  /**
   * change_pte: whether the new entry permits writing.
   */
  write?: boolean;
}
export interface CallbackExit {
  event: "callback_exit";
  thread: Name;
  subscriber: Name;
  callback: Name;
  result: Value;
}
/**
 * An operation returned: one that a request called, or one that a script called inside a callback.
 */
export interface Return {
  event: "return";
  thread: Name;
  op: Name;
  result: Value;
  /**
   * True if a script called it.
   */
  nested?: boolean;
}
/**
 * What the kernel would WARN about: a diagnosis that does not stop the world.
 */
export interface Warning {
  event: "warning";
  thread?: Name;
  text: string;
}
/**
 * An informational message of the implementation: about a failed start callback, or something wrong in on-demand paging.
 */
export interface Message {
  event: "message";
  thread?: Name;
  text: string;
}
/**
 * A fatal check: ends the world until reset. Later calls are answered with the state as it stands.
 */
export interface Fatal {
  event: "fatal";
  thread?: Name;
  text: string;
}
/**
 * A lock-order report (capability lockdep).
 */
export interface Lockdep {
  event: "lockdep";
  thread?: Name;
  text: string;
}
/**
 * The structure of an address space was freed.
 */
export interface MmFree {
  event: "mm_free";
  thread?: Name;
  mm: Name;
}
/**
 * A lock was taken or let go (capability locks).
 */
export interface LockEvent {
  event: "lock" | "unlock";
  thread: Name;
  /**
   * mmap_lock, rmap_lock, vma_lock, page_lock, hugetlb_fault_mutex, page_table_lock, subscriptions, umem_rwsem, umem_mutex, or a user lock.
   */
  lock: string;
  mode?: "read" | "write";
}
/**
 * A primary page-table entry changed (capability mm). `none` is an empty entry.
 */
export interface PteEvent {
  event: "pte";
  thread: Name;
  mm: Name;
  address: Address;
  from: Name;
  to: Name;
  /**
   * Whether the new entry permits writing.
   */
  write?: boolean;
  /**
   * A 64-bit number in lower-case hexadecimal without leading zeros and without 0x.
   */
  length?: string;
  /**
   * The new entry keeps the CPU out: it is made to fault (protnone), its page is on its way (migration), in a device's memory, or a device's alone.
   */
  special?: "protnone" | "migration" | "device-private" | "device-exclusive";
  /**
   * The device that a special entry is for.
   */
  owner?: string;
}
/**
 * The CPU TLB was flushed over [start,end) (capability mm).
 */
export interface FlushEvent {
  event: "cpu_flush";
  thread: Name;
  mm: Name;
  start: Address;
  end: Address;
}
/**
 * A device's own table changed: an entry was set (page) or removed (`none`) (capability mm).
 */
export interface SecondaryEvent {
  event: "secondary";
  thread: Name;
  subscriber: Name;
  address: Address;
  page: Name;
  write?: boolean;
  /**
   * A 64-bit number in lower-case hexadecimal without leading zeros and without 0x.
   */
  length?: string;
}
/**
 * A device flushed its own TLBs, all of them (capability kvm).
 */
export interface DeviceFlushEvent {
  event: "device_flush";
  thread: Name;
  subscriber: Name;
}
/**
 * A page was freed, marked dirty, or its reference count changed by a device (capability mm).
 */
export interface PageEvent {
  event: "page_free" | "page_dirty" | "page_get" | "page_put";
  thread?: Name;
  page: Name;
}
/**
 * The core was asked to start or end a section (capability mm: an operation of the address space opened it).
 */
export interface SectionEvent {
  event: "section_start" | "section_end";
  thread: Name;
  mm: Name;
  start: Address;
  end: Address;
  blockable?: boolean;
  kind?: Name;
  owner?: Name;
  /**
   * section_end only: true if the start failed, so that there is no section and no end.
   */
  failed?: boolean;
}
/**
 * A page of a umem was mapped for DMA, or is so no longer (capability odp).
 */
export interface DmaEvent {
  event: "dma_map" | "dma_unmap";
  thread: Name;
  /**
   * The umem.
   */
  subscriber: string;
  address: Address;
  page: Name;
}
/**
 * An access of a device behind an IOMMU reached a page, or faulted (`none`) (capability smmu-sva).
 */
export interface DeviceAccessEvent {
  event: "device_access";
  thread: Name;
  subscriber: Name;
  mm: Name;
  address: Address;
  write: boolean;
  page: Name;
}
/**
 * The driver of an IOMMU gave it a command, and the command is done (capability smmu-sva).
 */
export interface CommandEvent {
  event: "command";
  thread: Name;
  /**
   * The domain, for its part of the IOMMU's TLB and a context of its own; the device, for what it keeps itself and a context of its own.
   */
  subscriber: string;
  /**
   * tlb_…: drop translations of the IOMMU's TLB, of a range or of the whole address space; atc_…: those that the device keeps; context: write what walks find.
   */
  command: "tlb_range" | "tlb_all" | "atc_range" | "atc_all" | "context";
  start?: Address;
  /**
   * A 64-bit number in lower-case hexadecimal without leading zeros and without 0x.
   */
  end?: string;
  /**
   * Commands that a range takes.
   */
  count?: number;
  /**
   * valid: the page tables of the process; quiet: every access ends, and nothing is reported.
   */
  context?: "none" | "valid" | "quiet";
}
/**
 * Only in what a replayed run shows: a thread begins its next call.
 */
export interface CallEvent {
  event: "call";
  thread: Name;
  op: Name;
}
/**
 * Only in what a replayed run shows: a thread cannot go on.
 */
export interface BlockedEvent {
  event: "blocked";
  thread: Name;
  on: Wait;
}
/**
 * Only in what a replayed run shows: a blocked thread can go on.
 */
export interface UnblockedEvent {
  event: "unblocked";
  thread: Name;
}
/**
 * Only in what a replayed run shows: another thread goes on while this one stands in the middle of an operation.
 */
export interface PreemptedEvent {
  event: "preempted";
  thread: Name;
  /**
   * What it is about to do, for people.
   */
  before: string;
}
/**
 * What was seen from the start of a request until every named thread was idle or blocked.
 */
export interface Observation {
  /**
   * In the order in which they happened.
   */
  events: Event[];
  /**
   * Every named thread that was ever used in this world.
   */
  threads: {
    [k: string]: ThreadState;
  };
}
export interface InitializeParams {
  /**
   * The protocol version of the suite.
   */
  protocol: number;
  /**
   * The version of the suite.
   */
  suite: string;
}
/**
 * The answer to initialize.
 */
export interface Handshake {
  /**
   * The protocol version that the implementation speaks.
   */
  protocol: number;
  implementation: ImplementationInfo;
  /**
   * The profiles that the implementation claims.
   *
   * @minItems 1
   */
  profiles: string[];
  /**
   * The capabilities that it claims; none at the very beginning.
   */
  capabilities: string[];
  /**
   * Inner points at which `hold` can stop a thread.
   */
  points?: string[];
  /**
   * How it knows that every thread is idle or blocked.
   */
  settle: "exact" | "sampled";
  limits?: Limits;
  /**
   * The modes of `run` that it offers; none if left out.
   */
  run?: ("every" | "states" | "random" | "replay" | "free")[];
}
export interface ImplementationInfo {
  name: string;
  version: string;
  language: string;
  /**
   * Where to report defects of the implementation (a URL).
   */
  issues?: string;
}
export interface Limits {
  /**
   * The greatest number of named threads in one world.
   */
  threads?: number;
  /**
   * Sections come only whole, over pages that can be mapped: it cannot be asked to open one by itself. Scenarios that do are not claimed.
   */
  sections?: "complete";
  /**
   * Which orders a free run meets is left to chance, because threads cannot be delayed inside an operation: outcomes that must be seen are not asked for, those that must not be are.
   */
  orders?: "chance";
}
/**
 * Asks for a fresh world: one address space `mm` with one user, nothing registered, no threads.
 */
export interface ResetParams {
  /**
   * The profile whose rules hold in this world; one that the implementation claims.
   */
  profile: string;
  /**
   * The scenario's id, sent only with --transcript.
   */
  scenario?: string;
  /**
   * Whether `lock` and `unlock` events are wanted in this world (capability locks); left out, they are not.
   */
  locks?: boolean;
  /**
   * The architecture whose page tables and TLBs the world has; left out, x86_64. arm64 needs the capability of its name, the others arch-table.
   */
  arch?: "x86_64" | "arm64" | "power9" | "power10";
}
/**
 * Makes a subscriber object that is not yet linked anywhere, or replaces one that is not linked.
 */
export interface DefineSubscriberParams {
  /**
   * Its name.
   */
  subscriber: string;
  /**
   * A subscriber of the list (struct mmu_notifier), an interval (struct mmu_interval_notifier), or a tlb_notifier (capability tlb-notifier).
   */
  type: "list" | "interval" | "tlb";
  /**
   * The callbacks that its table has; the others are absent.
   */
  callbacks: string[];
  /**
   * list only: the callback table it uses (identity by name). Without it the subscriber has a table of its own.
   */
  table?: string;
  /**
   * interval only: what the object's memory holds before its first insert (zero if left out).
   */
  memory?: "zero" | "garbage";
}
/**
 * Makes a callback table for get. Two tables are never the same, whatever they hold.
 */
export interface DefineTableParams {
  /**
   * Its name.
   */
  table: string;
  /**
   * The callbacks that it has; the others are absent.
   */
  callbacks: string[];
}
/**
 * Adds an entry to the script of a subscriber, or of every object of a table. Of the entries that match a call of a callback the one added last is taken; without one the callback does nothing and succeeds (0, true, false for young).
 */
export interface ScriptParams {
  /**
   * Whose callback it is; either this or `table` is there.
   */
  subscriber?: string;
  /**
   * The table whose objects it is for.
   */
  table?: string;
  /**
   * Which callback.
   */
  callback: string;
  when?: ScriptSelector;
  /**
   * What the callback does, in order.
   */
  steps: ScriptStep[];
}
/**
 * For which calls of the callback; all of them if left out.
 */
export interface ScriptSelector {
  /**
   * Only in this thread.
   */
  thread?: string;
  /**
   * Only the n-th call of this callback of this subscriber, from 1.
   */
  call?: number;
  /**
   * Only for ranges with this flag.
   */
  blockable?: boolean;
  /**
   * Only for ranges with this event.
   */
  kind?: string;
}
export interface GateStep {
  do: "gate";
  /**
   * Waits here until the gate is opened (gates are closed until opened, and open once).
   */
  gate: string;
}
export interface LockStep {
  do: "lock";
  /**
   * Takes a user lock; in a non-blockable range by trylock, and if that fails the callback ends with EAGAIN (list) or false (interval).
   */
  lock: string;
}
export interface UnlockStep {
  do: "unlock";
  /**
   * Lets go of a user lock.
   */
  lock: string;
}
export interface SetSeqStep {
  /**
   * interval: mmu_interval_set_seq with the sequence that invalidate was given.
   */
  do: "set_seq";
}
export interface ZapStep {
  /**
   * Removes the subscriber's secondary entries in the range.
   */
  do: "zap";
}
export interface FollowStep {
  /**
   * change_pte: the subscriber's secondary entry, if there is one, becomes what the callback was told of.
   */
  do: "follow";
}
export interface SleepStep {
  /**
   * Does something that may sleep.
   */
  do: "sleep";
}
export interface CallStep {
  /**
   * Calls an operation on the thread that runs the callback.
   */
  do: "call";
  op: string;
  args: {};
}
export interface ReturnStep {
  /**
   * Ends the callback with this result.
   */
  do: "return";
  value: Value;
}
/**
 * Lets an idle thread run an operation (a thread is made at its first call).
 */
export interface CallParams {
  /**
   * The thread, which is idle or new.
   */
  thread: string;
  /**
   * The operation.
   */
  op: string;
  /**
   * Its arguments, by name.
   */
  args: {};
}
/**
 * Opens a gate; whoever waits there goes on.
 */
export interface OpenParams {
  /**
   * Its name; a gate is made at its first use.
   */
  gate: string;
}
/**
 * Puts a closed gate at an inner point that the handshake declares, for one thread's next arrival there.
 */
export interface HoldParams {
  /**
   * The gate that `open` opens.
   */
  gate: string;
  /**
   * Whom it stops.
   */
  thread: string;
  /**
   * Where.
   */
  point: string;
}
export interface QueryMm {
  /**
   * The counters of an address space.
   */
  of: "mm";
  mm: string;
}
export interface QuerySubscriptions {
  /**
   * The notifier state of an address space.
   */
  of: "subscriptions";
  mm: string;
}
export interface QueryInterval {
  /**
   * The state of an interval subscriber.
   */
  of: "interval";
  subscriber: string;
}
export interface QuerySecondary {
  /**
   * The table of a device.
   */
  of: "secondary";
  subscriber: string;
}
export interface QueryPageTable {
  /**
   * The page table of an address space.
   */
  of: "page_table";
  mm: string;
}
export interface QueryOdpContext {
  /**
   * The umems and sections of a context of on-demand paging.
   */
  of: "odp_context";
  context: string;
}
export interface QueryUmem {
  /**
   * The state of a umem.
   */
  of: "umem";
  umem: string;
}
/**
 * Capabilities odp and introspection.
 */
export interface OdpContextAnswer {
  /**
   * Umems that are registered.
   */
  umems: number;
  /**
   * Those of them that callbacks find: one without a byte is in no tree.
   */
  tree: number;
  /**
   * Sections of the address space that are open, as the context counts them (capability odp-global); 0 if it does not.
   */
  running: number;
  /**
   * Pieces of memory that were allocated for umems (the umem's own data, its page list, its DMA list) and not given back.
   */
  allocations: number;
}
/**
 * Capabilities odp and introspection.
 */
export interface UmemAnswer {
  /**
   * Sections over the umem that are open, as it counts them.
   */
  count: number;
  /**
   * A 64-bit number in lower-case hexadecimal without leading zeros and without 0x.
   */
  seq: string;
  /**
   * Its address space has ended.
   */
  dying: boolean;
  /**
   * It counts for itself; false while it waits for sections that were open when it came (capability odp-global).
   */
  counts: boolean;
  /**
   * Its context remembers to let it count later (capability odp-global).
   */
  waits: boolean;
}
/**
 * Capability core.
 */
export interface MmAnswer {
  /**
   * User references.
   */
  users: number;
  /**
   * Structure references; all users together own one.
   */
  count: number;
  /**
   * Whether the structure is freed; both counters are 0 then.
   */
  freed: boolean;
}
/**
 * Capability introspection.
 */
export interface SubscriptionsAnswer {
  /**
   * False before the first registration; then nothing else is there.
   */
  exists: boolean;
  /**
   * Running start..end sections.
   */
  active?: number;
  /**
   * A 64-bit number in lower-case hexadecimal without leading zeros and without 0x.
   */
  seq?: string;
  /**
   * Whether interval mode is on.
   */
  interval_mode?: boolean;
}
/**
 * Capability introspection.
 */
export interface IntervalAnswer {
  /**
   * A 64-bit number in lower-case hexadecimal without leading zeros and without 0x.
   */
  seq: string;
  state: "none" | "in-tree" | "pending-insert" | "pending-removal" | "pending-update";
}
/**
 * Capability mm: the entries that are set, in ascending order.
 */
export interface TableAnswer {
  entries: TableEntry[];
}
export interface TableEntry {
  address: Address;
  page: string;
  write: boolean;
  /**
   * page_table, capability arm64: whether the entry is marked as accessed.
   */
  young?: boolean;
  /**
   * page_table, capability arm64: whether the entry is marked as written to.
   */
  dirty?: boolean;
  /**
   * A 64-bit number in lower-case hexadecimal without leading zeros and without 0x.
   */
  length?: string;
  /**
   * The entry keeps the CPU out; see the event `pte`.
   */
  special?: "protnone" | "migration" | "device-private" | "device-exclusive";
  owner?: Name;
}
/**
 * No members are required.
 */
export interface Empty {}
/**
 * One request of the setup: define_subscriber, define_table, script, call or open.
 */
export interface SetupRequest {
  method: "define_subscriber" | "define_table" | "script" | "call" | "open";
  params: {};
}
export interface RunCall {
  op: string;
  args: {};
}
export interface RunThread {
  thread: string;
  /**
   * Made one after another; the rest is left out once a call blocks for ever.
   *
   * @minItems 1
   */
  calls: RunCall[];
}
/**
 * The result of the thread's n-th call (null is "nothing"), or "blocked" if it never returned.
 */
export interface ResultColumn {
  of: "result";
  thread: string;
  call: number;
}
/**
 * "yes" if the thread's n-th call had to wait for the end of invalidations, else "no".
 */
export interface WaitedColumn {
  of: "waited";
  thread: string;
  call: number;
}
/**
 * How often the callback was called (in that thread), as a decimal number.
 */
export interface CallsColumn {
  of: "calls";
  subscriber: string;
  callback: string;
  thread?: string;
}
/**
 * The thread that made the last call of the callback, or "nobody".
 */
export interface CallerColumn {
  of: "caller";
  subscriber: string;
  callback: string;
}
/**
 * How many warnings there were, as a decimal number.
 */
export interface WarningsColumn {
  of: "warnings";
}
/**
 * "yes" if the structure of the address space was freed, else "no".
 */
export interface FreedColumn {
  of: "freed";
  mm: string;
}
/**
 * How often the command was given for the domain or device (event `command`), as a decimal number.
 */
export interface CommandsColumn {
  of: "commands";
  subscriber: string;
  command: string;
}
/**
 * What the last command `context` for the domain or device wrote, or "none".
 */
export interface ContextColumn {
  of: "context";
  subscriber: string;
}
/**
 * What the page table of `mm` says in the end of the page at the address: "absent", or its flags in this order and separated by spaces: read-only or writable, old or young, clean or dirty (capability arm64).
 */
export interface FlagsColumn {
  of: "flags";
  address: Address;
}
/**
 * What the device sees at the page in the end: "absent", "stale" (another page than the page table has there, or a permission that it lacks) or "current".
 */
export interface EntryColumn {
  of: "entry";
  mirror: string;
  address: Address;
}
/**
 * Lets threads run their calls at the same time, many times over, and tells the outcomes. Each iteration begins in a fresh world: reset to the profile, then the setup.
 */
export interface RunParams {
  profile: string;
  /**
   * As in reset.
   */
  arch?: "x86_64" | "arm64" | "power9" | "power10";
  setup: SetupRequest[];
  /**
   * @minItems 1
   */
  threads: RunThread[];
  observe: RunColumn[];
  /**
   * every: all orders; states: all states of a model of the program, `unsupported` where there is none; random: orders drawn with the seed; replay: one order; free: at full speed, really concurrent.
   */
  mode: "every" | "states" | "random" | "replay" | "free";
  /**
   * random and free: how many.
   */
  iterations?: number;
  /**
   * random and free: for the choices and the delays.
   */
  seed?: number;
  /**
   * replay: the order, as a witness gives it.
   */
  schedule?: string;
  maxExecutions?: number;
  /**
   * Ends the run in time; what was seen until then is answered.
   */
  maxSeconds?: number;
}
export interface RunOutcome {
  /**
   * In the order of `observe`.
   */
  values: string[];
  count: number;
  /**
   * An order that leads here; `replay` takes it.
   */
  schedule?: string;
  /**
   * What a universal oracle of the implementation's own says of it.
   */
  findings?: string[];
  /**
   * Who waits for ever, and on what.
   */
  stuck?: string[];
  /**
   * replay: what happened.
   */
  events?: Event[];
}
export interface RunAnswer {
  /**
   * True only if every order was covered.
   */
  complete: boolean;
  /**
   * What ended the run early: max-executions, max-seconds, interrupted.
   */
  cut?: string;
  executions: number;
  /**
   * every: executions given up as equal to earlier ones.
   */
  redundant?: number;
  /**
   * states: how many were visited.
   */
  states?: number;
  /**
   * free: iterations in which calls of different threads really overlapped.
   */
  overlapped?: number;
  outcomes: RunOutcome[];
}
