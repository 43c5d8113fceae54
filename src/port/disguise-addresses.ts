import { createHash } from "node:crypto";

/** Below are the first 16 pages: edge addresses, which mean something by themselves. */
const LOW = 0x10000n;
/** Addresses from here up are edges too (the last pages, or nothing that user space can map). */
const TOP = 1n << 46n;
const SPACE = 1n << 64n;
/** A step of 1 GiB keeps the alignment of huge pages, and of the tables that map them. */
const STEP = 1n << 30n;
const STEPS = 1n << 10n;

const HEX = /^(0|[1-9a-f][0-9a-f]{0,15})$/;

function parse(text: unknown): bigint | undefined {
  return typeof text === "string" && HEX.test(text) ? BigInt(`0x${text}`) : undefined;
}

/**
 * Moves addresses by an offset that follows from the seed: a multiple of 1 GiB below 1 TiB.
 *
 * Addresses below 64 KiB, and from 64 TiB up, stay, so the order of addresses is kept and what
 * user space can map stays mappable. The 1 TiB from 64 TiB up has to make room: as far as the
 * offset reaches it wraps round to 64 KiB, so that every address has exactly one disguise.
 */
export class AddressDisguise {
  readonly #offset: bigint;
  /** By how much addresses move in this world. */
  offset: bigint;
  #moved = false;

  constructor(seed: number) {
    const hash = createHash("sha256").update(`addresses ${seed}`).digest().readBigUInt64BE(0);
    this.#offset = (1n + (hash % (STEPS - 1n))) * STEP;
    this.offset = this.#offset;
  }

  get #span(): bigint {
    return TOP + this.offset - LOW;
  }

  /** A new world. */
  begin(): void {
    this.offset = this.#offset;
    this.#moved = false;
  }

  /**
   * A range that begins among the low edge addresses and ends beyond them would be torn apart, and
   * its tables with it: a world of which that is the first address stays where it is.
   */
  keepWhole(start: unknown, end: unknown): void {
    const [from, to] = [parse(start), parse(end)];
    if (this.#moved || from === undefined || to === undefined) return;
    if (from < LOW && LOW < to && to < TOP) this.offset = 0n;
  }

  /** The disguise of an address; what is none stays. */
  hide<T>(address: T): T | string {
    const hidden = this.#turn(address, this.offset);
    if (hidden !== address) this.#moved = true;
    return hidden;
  }

  /** The address that a disguise stands for. */
  show<T>(address: T): T | string {
    return this.#turn(address, this.#span - this.offset);
  }

  /**
   * The length of a range whose start is hidden: one that ends among the high edge addresses
   * keeps its end, one beyond the last address stays there.
   */
  hideLength<T>(start: unknown, length: T): T | string {
    const from = parse(start);
    const size = parse(length);
    if (from === undefined || size === undefined || from < LOW || from >= TOP) return length;
    const end = from + size;
    return end > TOP + this.offset && end <= SPACE ? (size - this.offset).toString(16) : length;
  }

  #turn<T>(address: T, by: bigint): T | string {
    const value = parse(address);
    if (value === undefined || value < LOW || value >= LOW + this.#span) return address;
    return (LOW + ((value - LOW + by) % this.#span)).toString(16);
  }
}
