/** A defect of a source document, or of Linux itself, and what shows it. */
export interface Defect {
  /** The document by its number, or the release. */
  readonly where: string;
  readonly what: string;
  /** The rules that it breaks. */
  readonly rules: readonly string[];
  /** Mutants of that form, each noticed by a scenario of these rules. */
  readonly mutants: readonly string[];
  /** What else there is to say: why no mutant has the form, or that it breaks nothing. */
  readonly note?: string;
}

/** Every defect that the documents and releases behind the rules are known to have. */
export const DEFECTS: readonly Defect[] = [
  {
    where: "000",
    what: "a pending update is told by a last byte that is not zero: an update to the first byte becomes a removal",
    rules: ["IREL-20"],
    mutants: ["MUT-94", "POSTED-2019"],
  },
  {
    where: "000",
    what: "update leaves the object's sequence alone: sections that are open over the new range are missed",
    rules: ["IREL-21", "IREL-22"],
    mutants: ["MUT-95", "POSTED-2019"],
  },
  {
    where: "000",
    what: "a node that waits for its removal is queued again by remove, update or insert",
    rules: ["IREL-18"],
    mutants: ["MUT-96", "POSTED-2019"],
  },
  {
    where: "000, and its base",
    what: "the remover's wait reads the sequence without the lock, and can return while the deferred work uses its object",
    rules: ["INTV-27"],
    mutants: ["MUT-31", "POSTED-2019"],
  },
  {
    where: "000",
    what: "nothing says where release runs: in an end that must not sleep, or at once under the caller's own lock",
    rules: ["IREL-04", "IREL-08", "IREL-28"],
    mutants: ["IREL-08-x1", "IREL-29-x1"],
    note: "A gap of the text, which the rules close; the mutants leave the diagnosis out, or let a worker call release. IREL-28 is about the releases that are called: lockdep tells of their locks, and there is no other form.",
  },
  {
    where: "000",
    what: "insert_safe reads the state's pointer plainly, and warns during the release step of exit",
    rules: ["IREL-10", "REG-35"],
    mutants: ["IREL-10-x1"],
    note: "The warning is what IREL-10 asks for. The plain load needs weaker memory than the search over orders has (REG-35).",
  },
  {
    where: "000",
    what: "remove and update read the object's callbacks after they let go of the lock",
    rules: ["IREL-30"],
    mutants: ["MUT-137", "POSTED-2019"],
  },
  {
    where: "000",
    what: "an object that was taken off before it was inserted is treated as inserted",
    rules: ["IREL-12", "IREL-34"],
    mutants: ["IREL-34-x1", "IREL-12-x1", "POSTED-2019"],
  },
  {
    where: "001, range patch",
    what: "the cursor of is_valid is an object, not a pointer",
    rules: ["TRK-04"],
    mutants: ["MUT-45"],
    note: "As posted it does not compile. The nearest form that does looks at one entry.",
  },
  {
    where: "001, range patch",
    what: "wait_valid compares the number of sections with an earlier sample, and sleeps on",
    rules: ["TRK-06"],
    mutants: ["MUT-44", "MUT-141"],
  },
  {
    where: "001, range patch",
    what: "waiters can go on before the end callbacks, contrary to the comment",
    rules: ["TRK-09"],
    mutants: ["MUT-46"],
  },
  {
    where: "001, range patch",
    what: "the start callbacks come before the list: what asks only the list sees no section",
    rules: ["TRK-08", "TRK-22"],
    mutants: ["TRK-08-x1", "TRK-22-x1"],
    note: "The patch says that its helpers are weak. The mutants are devices that rely on the list alone.",
  },
  {
    where: "001, range patch",
    what: "the range of a hugetlb copy lost its rounding",
    rules: ["TRK-17"],
    mutants: ["MUT-47"],
  },
  {
    where: "001, range patch",
    what: "do_wp_page ends a section that it may not have started",
    rules: ["TRK-16"],
    mutants: ["MUT-49"],
  },
  {
    where: "001, range patch; 6.1, 6.12",
    what: "mprotect takes a section that starts at address 0 for none",
    rules: ["EVT-13", "TRK-16"],
    mutants: ["MUT-48"],
  },
  {
    where: "001, range patch",
    what: "KSM and uprobes are not in the list of files",
    rules: ["TRK-19"],
    mutants: ["MUT-50"],
  },
  {
    where: "001, range patch",
    what: "i915 reads a member off a pointer as if it were the object",
    rules: ["TRK-18"],
    mutants: ["MUT-51"],
    note: "As posted it does not compile. The nearest form that does asks for the open end.",
  },
  {
    where: "001, range patch",
    what: "the helpers look into state that may be missing",
    rules: ["TRK-13"],
    mutants: ["MUT-52"],
  },
  {
    where: "001, thread",
    what: "“locks taken before a start are never taken inside a section” is not true of the reverse map's",
    rules: ["ODP-43"],
    mutants: ["ODP-43-x1"],
  },
  {
    where: "001",
    what: "an end whose start a umem did not see drives its count below zero; stopping at zero corrupts data",
    rules: ["ODP-34", "ODP-35"],
    mutants: ["MUT-53", "MUT-54"],
  },
  {
    where: "001",
    what: "the page that is wrong is invalidated at an address counted from the fault, not from the umem",
    rules: ["ODP-28"],
    mutants: ["MUT-55"],
  },
  {
    where: "001",
    what: "a registration that fails leaves the umem in the tree, and counted",
    rules: ["ODP-18"],
    mutants: ["MUT-56"],
  },
  {
    where: "001",
    what: "unregister under the semaphore that release takes again",
    rules: ["ODP-22", "ODP-23"],
    mutants: ["MUT-57"],
  },
  {
    where: "001",
    what: "the last release does not unregister if the owner or its address space is gone",
    rules: ["ODP-21", "ODP-49"],
    mutants: ["ODP-21-x1", "ODP-49-x1"],
  },
  {
    where: "001",
    what: "a umem without a byte: the allocation of nothing fails; odp_data is never freed",
    rules: ["ODP-14", "ODP-20"],
    mutants: ["ODP-14-x1", "MUT-68"],
  },
  {
    where: "001",
    what: "the owner is told by its thread group: after exec it is the wrong address space",
    rules: ["ODP-53"],
    mutants: ["MUT-146"],
  },
  {
    where: "3.19",
    what: "a umem begins to count for itself without raising its sequence",
    rules: ["ODP-40"],
    mutants: ["MUT-66"],
  },
  {
    where: "3.19",
    what: "the end that comes to zero looks at the list of newcomers without the lock",
    rules: ["ODP-37"],
    mutants: ["MUT-142"],
  },
  {
    where: "3.19",
    what: "an end takes the semaphore for write inside the callback",
    rules: ["ODP-22"],
    mutants: ["MUT-144"],
  },
  {
    where: "002",
    what: "a subscriber that knows sections only hears nothing",
    rules: ["CPTE-11"],
    mutants: ["MUT-73"],
  },
  {
    where: "002",
    what: "between the lock and the notice a device without change_pte reads the old page",
    rules: ["CPTE-07", "CPTE-09"],
    mutants: ["CPTE-07-x2"],
    note: "The profile allows the window, since that is what it proposes: CPTE-09.4 and CPTE-09.5 show it. In every other profile CPTE-17.4 forbids it.",
  },
  {
    where: "002",
    what: "without notifiers set_pte_at_notify yields nothing",
    rules: ["CPTE-14"],
    mutants: ["CPTE-14-x1"],
    note: "As posted it does not compile. The nearest form that does yields nothing where nobody is registered.",
  },
  {
    where: "002",
    what: "the GRU loses a wake-up",
    rules: ["CPTE-12"],
    mutants: ["CPTE-12-x1"],
    note: "Refuted: its waiters wait for a count that invalidate_page does not raise. The mutant raises it.",
  },
  {
    where: "002",
    what: "do_wp_page hands the address of the fault to invalidate_page",
    rules: ["CPTE-19"],
    mutants: ["MUT-145"],
  },
  {
    where: "003",
    what: "a contiguous set is told with the sum of size and number instead of their product",
    rules: ["ARM-06"],
    mutants: ["MUT-77"],
  },
  {
    where: "003",
    what: "the notice of a contiguous set depends on the access, the flush of the CPUs does not",
    rules: ["ARM-09"],
    mutants: ["ARM-09-x1", "ARM-09-x2"],
    note: "Benign for what TLBs hold; the profiles differ in it, and the mutants take the one for the other.",
  },
  {
    where: "003, sketch",
    what: "entries of both kinds on one list are taken for the one that is called",
    rules: ["TLBN-05"],
    mutants: ["MUT-91"],
  },
  {
    where: "003, sketch",
    what: "a registration of nothing is none; the free goes through the other table; the call in the end goes, and none takes its place",
    rules: ["TLBN-06", "TLBN-07", "TLBN-11"],
    mutants: ["MUT-92", "MUT-93", "MUT-127"],
  },
  {
    where: "004",
    what: "the warning names a variable that the function does not have",
    rules: ["PAIR-11"],
    mutants: ["MUT-05"],
    note: "As posted it does not compile. The nearest form that does looks at the accumulated result.",
  },
  {
    where: "004; 5.12, 6.1, 6.12",
    what: "a blocking start that fails gives everybody an end, and its caller, who does not see the error, another one",
    rules: ["PAIR-18"],
    mutants: ["MUT-07"],
  },
  {
    where: "004; 6.1, 6.12",
    what: "the ends of the error branch are outside the no-sleep region",
    rules: ["PAIR-20"],
    mutants: ["PAIR-20-x1"],
    note: "Linux had no such region before 5.4, so in the profile of 004 none can be left out.",
  },
  {
    where: "6.1, 6.12",
    what: "the tree's section stays open when the list part of a non-blocking start fails",
    rules: ["PAIR-17"],
    mutants: ["MUT-08"],
  },
  {
    where: "6.1, 6.12",
    what: "synchronize may return before the frees that were queued",
    rules: ["REG-29"],
    mutants: ["REG-29-x1"],
  },
  {
    where: "6.1, 6.12",
    what: "unregister asks whether it is linked before its read section: its release may run after exit has freed pages",
    rules: ["MM-04"],
    mutants: ["MUT-106"],
    note: "The contract has to allow it (MM-04). What it does not allow, pages freed while a release runs that began before exit's unlink, is the mutant.",
  },
  {
    where: "6.1, 6.12",
    what: "a second unregister drops a second reference, without a word",
    rules: ["REG-19"],
    mutants: ["REG-19-x1"],
  },
  {
    where: "6.1, 6.12",
    what: "a second remove of an interval corrupts the tree, without a word",
    rules: ["INTV-34"],
    mutants: ["INTV-34-x1", "INTV-34-x2"],
  },
  {
    where: "6.1",
    what: "gathers that overlap hand an empty range to the secondary TLBs",
    rules: ["STLB-19"],
    mutants: ["MUT-126"],
  },
  {
    where: "6.12 before a repair, arm64",
    what: "the loop that flushes a range moves its start on, and the secondary TLBs are told what is left: nothing",
    rules: ["STLB-20"],
    mutants: ["STLB-20-x1"],
  },
  {
    where: "6.12, powerpc",
    what: "a flush of one page is not told, a range that became everything is told as itself, one of hugetlb is told twice",
    rules: ["STLB-05", "STLB-06"],
    mutants: ["STLB-05-x2", "STLB-05-x3", "STLB-06-x2"],
  },
  {
    where: "6.1, SMMUv3",
    what: "the size of the whole address space goes to hardware with range commands",
    rules: ["SMMU-06"],
    mutants: ["MUT-87"],
  },
  {
    where: "6.12, ocxl",
    what: "a loop page by page over the whole address space",
    rules: ["SMMU-17"],
    mutants: ["MUT-129"],
  },
  {
    where: "6.1, SMMUv3",
    what: "the shared descriptor is freed while a callback or release may still use it",
    rules: ["SMMU-18"],
    mutants: ["MUT-128"],
  },
  {
    where: "6.12, KVM",
    what: "a pfn cache outside every memslot misses a whole section",
    rules: ["KVM-15"],
    mutants: ["KVM-15-x1"],
  },
  {
    where: "before 5.8, KVM",
    what: "the reload of the APIC page ignores a section that is open",
    rules: ["STLB-14"],
    mutants: ["MUT-115"],
  },
  {
    where: "6.12 before a repair, arm64",
    what: "a fault on a contiguous set is taken for done by what the set has together",
    rules: ["ARM-19"],
    mutants: ["MUT-82"],
  },
];
