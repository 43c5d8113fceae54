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
