/** The arguments of an operation, already checked against their schema. */
export type Arguments = Readonly<Record<string, unknown>>;

/** A name among the arguments. */
export function nameOf(args: Arguments, key: string): string {
  return String(args[key]);
}

/** An address or length among the arguments: hexadecimal on the wire, bigint inside. */
export function addressOf(args: Arguments, key: string): bigint {
  return BigInt(`0x${String(args[key])}`);
}

/** An integer among the arguments. */
export function countOf(args: Arguments, key: string): number {
  return Number(args[key]);
}
