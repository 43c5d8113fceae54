/**
 * What the tree keeps about one node: its links and its keys, hidden from the node's owner.
 *
 * An address is held as two signed 32-bit halves. V8 stores such numbers inside the object, whereas a page-frame
 * number beyond 2^31 would be a pointer to a boxed double, and every comparison a cache miss. The halves are biased
 * (top bit inverted), so that their signed order is the unsigned order of the addresses.
 */
export class Entry<N> {
  owner: object | undefined = undefined;
  parent: Entry<N> | undefined = undefined;
  left: Entry<N> | undefined = undefined;
  right: Entry<N> | undefined = undefined;
  height = 1;
  startHigh = 0;
  startLow = 0;
  lastHigh = 0;
  lastLow = 0;
  /** The greatest last byte in this subtree. */
  maxHigh = 0;
  maxLow = 0;
  readonly node: N;

  constructor(node: N) {
    this.node = node;
  }
}

const BIAS = 0x8000_0000;
const scratch = new DataView(new ArrayBuffer(8));

/** Loads an address, so that `high()` and `low()` give its halves: a bigint's shift costs ten times as much. */
export function split(address: bigint): void {
  scratch.setBigUint64(0, address);
}

/** The upper half of the address that was split last. */
export function high(): number {
  return scratch.getInt32(0) ^ BIAS;
}

/** The lower half of the address that was split last. */
export function low(): number {
  return scratch.getInt32(4) ^ BIAS;
}

/** Whether address a is below address b, both in halves. */
export function below(aHigh: number, aLow: number, bHigh: number, bLow: number): boolean {
  return aHigh < bHigh || (aHigh === bHigh && aLow < bLow);
}

class Itself {
  constructor(node: object) {
    // biome-ignore lint/correctness/noConstructorReturn: the derived class adds its private field to this very object
    return node;
  }
}

/**
 * Ties an entry to a node by a private field that it adds to the node itself: nobody else can see it, and it is read
 * as fast as a property (a WeakMap's look-up costs more than a step down the tree).
 */
export class EntryOf<N extends object> extends Itself {
  #entry: Entry<N>;

  private constructor(node: N) {
    super(node);
    this.#entry = new Entry(node);
  }

  /** The node's entry, if it has ever been in a tree. */
  static find<N extends object>(node: N): Entry<N> | undefined {
    return #entry in node ? (node as unknown as EntryOf<N>).#entry : undefined;
  }

  /** The node's entry, made if need be. */
  static make<N extends object>(node: N): Entry<N> {
    if (!(#entry in node)) new EntryOf(node);
    return (node as unknown as EntryOf<N>).#entry;
  }
}
