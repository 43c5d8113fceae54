/**
 * What a step touches, packed into one number: the id of an object and how it is touched.
 *
 * Two accesses of one object conflict unless both read. A release conflicts too, but a release and
 * the acquisition that it lets through can never change places: the later one was not enabled.
 */
export type Access = number;

export const READ = 0;
export const WRITE = 1;
/**
 * Takes something that can be had once at a time; enabled only while it is free. A step that takes it
 * and lets it go says both; one that only tries says that it reads, and ACQUIRE if it succeeds.
 */
export const ACQUIRE = 2;
/** Lets it go. */
export const RELEASE = 3;
/**
 * Goes on because of what others did to the object: ordered after that, in conflict with nothing. So
 * the object must not be changed any more once that lets somebody go on: one object a wait.
 */
export const AFTER = 4;
export type AccessMode = typeof READ | typeof WRITE | typeof ACQUIRE | typeof RELEASE | typeof AFTER;

/** Everything that one step touched. */
export type Footprint = readonly Access[];

const ids = new Map<string, number>();
const names: string[] = [];
/** The mode takes the lowest bits. */
const BITS = 3;

/** A number that stands for the object of this name, in every execution. */
export function idOf(name: string): number {
  const known = ids.get(name);
  if (known !== undefined) return known;
  ids.set(name, ids.size);
  return names.push(name) - 1;
}

/** The name of an object by its number. */
export function nameOf(id: number): string {
  return names[id] ?? "";
}

export function pack(id: number, mode: AccessMode): Access {
  return (id << BITS) | mode;
}

export function objectOf(access: Access): number {
  return access >> BITS;
}

export function modeOf(access: Access): AccessMode {
  return (access & ((1 << BITS) - 1)) as AccessMode;
}

function conflict(a: Access, b: Access): boolean {
  if (objectOf(a) !== objectOf(b)) return false;
  const [x, y] = [modeOf(a), modeOf(b)];
  return x !== AFTER && y !== AFTER && (x !== READ || y !== READ);
}

/** True if some access of one conflicts with some access of the other. */
export function dependent(a: Footprint, b: Footprint): boolean {
  for (const x of a) for (const y of b) if (conflict(x, y)) return true;
  return false;
}
