/** Where a node stands: in which tree, and in which of its cells. */
class Itself {
  constructor(node: object) {
    // biome-ignore lint/correctness/noConstructorReturn: the derived class adds its private fields to this very object
    return node;
  }
}

/**
 * The tree's own fields on a node. They are private fields that are added to the node itself: nobody else sees them,
 * and they are read as fast as a property. (A Map or WeakMap beside the tree costs several steps down the tree.)
 */
export class Place extends Itself {
  #tree: object | undefined = undefined;
  #cell = 0;

  private constructor(node: object) {
    super(node);
  }

  /** The node's cell in this tree, or 0. */
  static in(tree: object, node: object): number {
    return #tree in node && node.#tree === tree ? node.#cell : 0;
  }

  /** Whether the node is in any tree. */
  static taken(node: object): boolean {
    return #tree in node && node.#tree !== undefined;
  }

  /** Notes that the node is in this tree's cell, or in none. */
  static put(node: object, tree: object | undefined, cell: number): void {
    if (!(#tree in node)) new Place(node);
    (node as Place).#tree = tree;
    (node as Place).#cell = cell;
  }
}
