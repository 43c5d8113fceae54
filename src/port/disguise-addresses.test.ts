import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { AddressDisguise } from "./disguise-addresses.ts";

const MAX = (1n << 64n) - 1n;
const seed = fc.integer();
const any = fc.oneof(fc.bigInt({ min: 0n, max: MAX }), fc.bigInt({ min: 0n, max: 1n << 47n }));
const hex = (value: bigint) => value.toString(16);
const big = (text: string) => BigInt(`0x${text}`);

test("Every address has one disguise, and comes back from it", () => {
  fc.assert(
    fc.property(seed, any, (chosen, value) => {
      const mask = new AddressDisguise(chosen);
      assert.equal(mask.show(mask.hide(hex(value))), hex(value));
      assert.equal(mask.hide(mask.show(hex(value))), hex(value));
    }),
  );
});

test("The order of the addresses that a process can map is kept, and their place in a huge page", () => {
  const mappable = fc.bigInt({ min: 0n, max: (1n << 46n) - 1n });
  fc.assert(
    fc.property(seed, mappable, mappable, (chosen, one, other) => {
      const mask = new AddressDisguise(chosen);
      const [a, b] = [big(mask.hide(hex(one))), big(mask.hide(hex(other)))];
      assert.equal(a < b, one < other);
      assert.equal(a % (1n << 21n), one % (1n << 21n));
    }),
  );
});

test("Edge addresses stay, others move", () => {
  fc.assert(
    fc.property(seed, (chosen) => {
      const mask = new AddressDisguise(chosen);
      for (const edge of ["0", "1", "ffff", "7ffffffff000", "ffffffffffff0000", "ffffffffffffffff"]) {
        assert.equal(mask.hide(edge), edge);
      }
      for (const moved of ["10000", "100000", "3fffffffffff"]) assert.notEqual(mask.hide(moved), moved);
      assert.equal(mask.hide("not an address"), "not an address");
    }),
  );
});

test("An interval overflows behind its disguise if and only if it does before", () => {
  const start = fc.bigInt({ min: 0n, max: (1n << 46n) - 1n });
  fc.assert(
    fc.property(seed, start, any, (chosen, from, length) => {
      const mask = new AddressDisguise(chosen);
      const movedFrom = big(mask.hide(hex(from)));
      const movedLength = big(mask.hideLength(hex(from), hex(length)));
      assert.equal(movedFrom + movedLength > 1n << 64n, from + length > 1n << 64n);
      if (from + length > 1n << 47n && from + length <= 1n << 64n) assert.equal(movedFrom + movedLength, from + length);
    }),
  );
});

test("A range from the low edge on stays whole in a world that begins with it, and only in that", () => {
  const addresses = new AddressDisguise(99);
  addresses.keepWhole("0", "44d000");
  assert.equal(addresses.hide("41a000"), "41a000");
  assert.equal(addresses.show("41a000"), "41a000");
  addresses.begin();
  assert.notEqual(addresses.hide("41a000"), "41a000");
  const moved = addresses.hide("44d000");
  addresses.keepWhole("0", "44d000");
  assert.equal(addresses.hide("44d000"), moved, "what was moved once goes on moving");
});

test("Ranges within the edges, and those up to the end of everything, move as ever", () => {
  for (const end of ["4000", "10000", "ffffffffffffffff"]) {
    const addresses = new AddressDisguise(99);
    addresses.keepWhole("0", end);
    assert.notEqual(addresses.hide("41a000"), "41a000", `0 to ${end}`);
  }
});
