/** How to make each member of an object, from the object itself. */
export type Makers<G, T> = { readonly [K in keyof T]: (made: G & T) => T[K] };

/**
 * A class of objects whose members are made when they are first asked for, and kept.
 *
 * A world is made for every scenario and every execution of an exploration, and uses few of its many parts.
 *
 * @typeParam G what every object is given at the beginning
 * @typeParam T what is made of it
 */
export function lazily<G extends object, T extends object>(makers: Makers<G, T>): new (given: G) => G & T {
  class Lazily {
    constructor(given: G) {
      Object.assign(this, given);
    }
  }
  for (const [name, make] of Object.entries(makers) as [string, (made: unknown) => unknown][]) {
    Object.defineProperty(Lazily.prototype, name, {
      get(this: object) {
        const value = make(this);
        Object.defineProperty(this, name, { value });
        return value;
      },
    });
  }
  return Lazily as unknown as new (
    given: G,
  ) => G & T;
}
