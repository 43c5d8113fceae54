import type { Level, Party } from "./scenario-tags.ts";

/** A rule that nothing at the port can show, with the reason. */
export interface UnobservableRule {
  readonly id: string;
  readonly party: Party;
  readonly level: Level;
  /** A profile expression. */
  readonly profiles: string;
  /** Capabilities, space-separated. */
  readonly capabilities: string;
  readonly title: string;
  readonly text: string;
  readonly source: string;
  readonly reason: string;
}

/** Rules without a scenario. Every one says why. */
export const UNOBSERVABLE: readonly UnobservableRule[] = [
  {
    id: "CPTE-04",
    party: "subscriber",
    level: "must",
    profiles: "historical",
    capabilities: "change-pte",
    title: "change_pte alone was the notice of a read-only entry",
    text: "From 2009 to Linux 3.6 the sites of set_pte_at_notify had no section: a subscriber with change_pte updated its entry in place, and no fault of its own followed.",
    source: "002_f45d45952489e74f.txt, the quoted changelog",
    reason:
      "It tells of releases before the oldest profile, so nobody can claim it. What the proposal of January 2014 brings back of it is CPTE-08.",
  },
  {
    id: "CPTE-13",
    party: "caller",
    level: "must",
    profiles: "2014-01-prop",
    capabilities: "change-pte",
    title: "what the reviewer asks for besides code",
    text: "The changelog says what users see of the defect, and what the change means for each affected subscriber; the result is a boolean and documented, and so is the new function; the sites say why the notice comes after the lock; a flag is initialised only where a site can leave early.",
    source: "002_f45d45952489e74f.txt, the reviewer's remarks",
    reason:
      "It asks for words: a changelog, comments, a type. What it asks for in behaviour stands in CPTE-06, CPTE-09 and CPTE-10.",
  },
  {
    id: "ARM-21",
    party: "caller",
    level: "must",
    profiles: "v6.4-prop",
    capabilities: "arm64",
    title: "the gap is the memory manager's, not the SMMU driver's",
    text: "A hypervisor that shadows stage 1 permissions in software would need the same notice of an upgrade: an SMMU is one more MMU of the same architecture.",
    source: "003_bbb6683ee0213fea.txt, messages of 30 May 2023 (Robin Murphy, Jason Gunthorpe)",
    reason:
      "It says whose mistake the missing notice was. What follows from it, that the notice is sent and what happens without it, are rules of their own (ARM-04, ARM-13).",
  },
  {
    id: "INTV-35",
    party: "core",
    level: "must",
    profiles: "v5.5+",
    capabilities: "interval",
    title: "an insert that finds an odd sequence and no section warns",
    text: "With no section open the sequence is even. An insert that finds it odd warns of a broken invariant.",
    source: "Linux 6.12 mm/mmu_notifier.c, __mmu_interval_notifier_insert (WARN_ON)",
    reason:
      "no sequence of operations leads there in an implementation that keeps the other rules, and the port cannot break the state of one",
  },
  {
    id: "ODP-05",
    party: "subscriber",
    level: "must",
    profiles: "2014-09,v3.19",
    capabilities: "odp",
    title: "the sequence is read without the mutex, as one value",
    text: "A fault samples the umem's sequence before it looks pages up, without the umem mutex under which it changes. It must be one that the sequence had, not parts of two.",
    source: "001_48d3141d0b0199f8.txt, Dreier and Raindel, 14 October 2014 (whether the counters need atomic types)",
    reason:
      "It speaks of one load of the processor. Whatever the port can make happen between two steps of an implementation, a load of a number is one step; what a torn one would look like nobody can arrange.",
  },
  {
    id: "REG-17",
    party: "subscriber",
    level: "must",
    profiles: "all",
    capabilities: "register",
    title: "without a release callback the subscriber itself keeps everybody away after exit",
    text: "Release is optional. A subscriber that has none has to make sure by other means that nothing uses its secondary mappings once the last thread of the address space is gone.",
    source: "Linux 6.12 include/linux/mmu_notifier.h, comment of release",
    reason:
      "A promise of the driver's own design, kept before the address space exits: no callback, result or wait tells an implementation of the core that keeps it from one that does not. What a device may not do after exit is judged on the device models.",
  },
  {
    id: "REG-35",
    party: "core",
    level: "must",
    profiles: "v5.5+",
    capabilities: "register interval",
    title: "the state is initialised before anybody without a lock can see it",
    text: "The state of an address space is published with a release store when it is complete, and a reader that holds neither mmap_lock nor one of the locks that registration takes uses an acquire load. (The insert_safe of the posted patch loads it plainly.)",
    source:
      "Linux 6.12 mm/mmu_notifier.c, __mmu_notifier_register and mmu_interval_notifier_insert; 000_043cb33762080882.txt, mmu_interval_notifier_insert_safe; analysis",
    reason:
      "It speaks of the order in which another CPU sees two stores. The port's observations, and the search over every order, are sequentially consistent: there a state is either absent or complete.",
  },
];
