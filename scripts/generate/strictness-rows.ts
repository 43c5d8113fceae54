/** What a caller gets wrong, and what is to be seen of it. */
export const STRICTNESS_ROWS: readonly (readonly [mistake: string, outcome: string])[] = [
  ["A second unregister, or one of a subscriber that was never registered", "warning; no callback, nothing is dropped"],
  ["put of a subscriber without users", "warning; nothing is dropped or freed again"],
  ["interval_remove of an interval that is not inserted, or whose removal is pending", "warning; nothing is dropped"],
  ["interval_insert of an interval that is inserted, or pending", "EINVAL and a warning"],
  ["read_begin of an interval that was removed", "warning"],
  ["interval_update of an interval that is not inserted, or whose removal is pending", "EINVAL and a warning"],
  ["interval_insert on an address space without users, interval mode being on", "EINVAL and a warning"],
  ["A registration on an address space without users", "`fatal`"],
  ["register_locked and its relatives without mmap_lock held for write", "warning; it goes on"],
  ["A start callback that answers an error where it must not (section 9)", "warning"],
  ["invalidate that answers false in a blockable range", "warning; taken as true"],
  ["Something that may sleep where nothing may", "warning (section 6)"],
  ["mmput without users, mmdrop and mmgrab of a freed address space", "warning; no effect"],
  ["unlock, mmap_unlock, mmap_downgrade of a lock that the thread does not hold so", "warning; no effect"],
  ["An address space freed with subscribers on its list", "`fatal`"],
];
