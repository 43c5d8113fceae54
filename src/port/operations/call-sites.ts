import type { OperationRow } from "../operation-row.ts";

const span = { mm: "mm", start: "address", end: "address" } as const;
const place = { mm: "mm", address: "address" } as const;

/** The operations of the memory manager that change page tables, beyond the everyday ones. */
export const CALL_SITE_OPERATIONS = {
  madvise_free: {
    capability: "mm-madv-free",
    profiles: "v5.3+",
    parameters: span,
    result: "zero",
    errors: ["EINVAL", "ENOMEM"],
    meaning:
      "MADV_FREE: the entries turn clean. EINVAL for a VMA that is not anonymous, ENOMEM where a part of the range is not mapped; the rest is done.",
  },
  mremap: {
    capability: "mm-mremap",
    parameters: { ...span, to: "address", keep: "flag?" },
    result: "zero",
    errors: ["EINVAL", "EFAULT", "ENOMEM"],
    meaning:
      "Moves [start,end) of one VMA to `to`; whatever is there is unmapped first. `keep` (from v5.7 on): the old VMA stays, empty. EFAULT without a VMA that holds all of it.",
  },
  mm_clear_refs: {
    capability: "mm-soft-dirty",
    parameters: { mm: "mm" },
    result: "zero",
    errors: ["EINVAL"],
    meaning: "clear_refs for soft-dirty bits: every entry becomes read-only, so that the next write is noticed.",
  },
  numa_hint: {
    capability: "mm-numa",
    profiles: "v5.3+",
    parameters: span,
    result: "boolean",
    meaning:
      "Makes the entries fault once; what the VMA permits stays. False, and nothing done, if mmap_lock is not to be had at once.",
  },
  userfaultfd_wp: {
    capability: "mm-uffd",
    profiles: "v5.8+",
    parameters: span,
    result: "zero",
    errors: ["EINVAL", "ENOENT"],
    meaning: "Write-protects entries for userfaultfd; what the VMA permits stays. ENOENT without a VMA.",
  },
  userfaultfd_move: {
    capability: "mm-uffd",
    profiles: "v6.12",
    parameters: { ...span, to: "address" },
    result: "zero",
    errors: ["EINVAL", "ENOENT", "EEXIST", "EBUSY", "EAGAIN"],
    meaning:
      "UFFDIO_MOVE: moves the pages to `to`, one by one. ENOENT without a page or VMA, EEXIST where there is a page already, EBUSY for a page that is shared.",
  },
  pagemap_scan_wp: {
    capability: "mm-pagemap-scan",
    profiles: "v6.12",
    parameters: span,
    result: "zero",
    errors: ["EINVAL"],
    meaning: "PAGEMAP_SCAN with write protection of what is writable.",
  },
  thp_collapse: {
    capability: "mm-thp-collapse",
    parameters: place,
    result: "zero",
    errors: ["EINVAL"],
    meaning:
      "Makes one huge page of the small ones around the address: anonymous ones; from v6.1 on of a file, and from v6.6 on small entries of a huge page of a file. EINVAL where that cannot be.",
  },
  reclaim_page: {
    capability: "mm-reclaim",
    parameters: place,
    result: "zero",
    errors: ["EINVAL"],
    meaning: "Reclaims the page at the address: unmaps it everywhere, through the reverse map, and lets it go.",
  },
  migrate_page: {
    capability: "mm-migrate",
    parameters: place,
    result: "zero",
    errors: ["EINVAL"],
    meaning: "Moves the page at the address to another place in memory, for everybody who maps it.",
  },
  page_mkclean: {
    capability: "mm-mkclean",
    parameters: place,
    result: "zero",
    errors: ["EINVAL"],
    meaning: "Writeback of the file page at the address begins: shared entries become read-only and clean.",
  },
  wp_shared_mapping: {
    capability: "mm-mkclean",
    profiles: "v5.5+",
    parameters: span,
    result: "zero",
    meaning: "Write-protects the part of a file that the range maps, in every shared mapping of it.",
  },
  pud_split: {
    capability: "mm-pud-split",
    profiles: "v5.3+",
    parameters: place,
    result: "zero",
    errors: ["EINVAL"],
    meaning:
      "Removes the entry for a whole PUD at the address (of a VMA of kind `dax`), so that smaller ones can come.",
  },
  hugetlb_unshare: {
    capability: "mm-hugetlb",
    profiles: "v6.1+",
    parameters: place,
    result: "zero",
    errors: ["EINVAL"],
    meaning:
      "Tables of PMDs that the hugetlb VMA at the address shares with other address spaces are no longer shared.",
  },
  remap_file_pages: {
    capability: "mm-remap-file-pages",
    profiles: "2014-01..v3.19,2014-01-prop,2014-09-prop",
    parameters: { ...span, offset: "count" },
    result: "zero",
    errors: ["EINVAL"],
    meaning: "Lets the range of a shared file mapping show the file from page `offset` on.",
  },
  mirror_migrate: {
    capability: "mm-device-private",
    profiles: "v5.5+",
    parameters: { mirror: "mirror", start: "address", end: "address" },
    result: "zero",
    errors: ["EFAULT", "EINVAL"],
    meaning:
      "The mirror moves the anonymous pages of the range to its own memory, which the CPU cannot reach, and maps them; places that are empty get a page there. Its name is the owner in the ranges. A fault by anybody else brings a page back.",
  },
  mirror_make_exclusive: {
    capability: "mm-exclusive",
    profiles: "v5.14+",
    parameters: { mirror: "mirror", address: "address" },
    result: "outcome",
    errors: ["EBUSY", "EFAULT", "EINVAL"],
    meaning:
      "The mirror gets the page for itself and maps it for writing: `mapped`, or `retry` if an invalidation by anybody else collided. Its name is the owner in the ranges. A fault by anybody else ends that. EBUSY if the page cannot be had.",
  },
} as const satisfies Readonly<Record<string, OperationRow>>;
