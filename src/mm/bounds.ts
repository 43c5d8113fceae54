/** The lower of two addresses. */
export function lower(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

/** The higher of two addresses. */
export function higher(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
}

/** True if the parts, in ascending order and apart, leave out an address of [start,end). */
export function holes(parts: readonly { start: bigint; end: bigint }[], start: bigint, end: bigint): boolean {
  let at = start;
  for (const part of parts) {
    if (part.start > at) return true;
    at = part.end;
  }
  return at < end;
}
