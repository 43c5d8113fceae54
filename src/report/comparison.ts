/** A line of what was expected beside a line of what was observed; undefined where the other side has more. */
export type ComparedLine = readonly [expected: string | undefined, observed: string | undefined];

/** Lengths of the longest common sequences of all tails of two lists. */
function tailLengths(left: readonly string[], right: readonly string[]): (i: number, j: number) => number {
  const wide = right.length + 1;
  const lengths = new Uint32Array((left.length + 1) * wide);
  const at = (i: number, j: number) => lengths[i * wide + j] ?? 0;
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      lengths[i * wide + j] = left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  return at;
}

/** More lines than this are not worth the time. */
const LIMIT = 500;

/**
 * Puts the lines of two texts beside each other, so that equal lines meet and the rest stands alone.
 * Texts that have no line in common stay whole.
 */
export function compareLines(expected: string, observed: string): ComparedLine[] {
  const left = expected.split("\n");
  const right = observed.split("\n");
  if (left.length === 1 || left.length > LIMIT || right.length > LIMIT) return [[expected, observed]];
  const length = tailLengths(left, right);
  if (length(0, 0) === 0) return [[expected, observed]];
  const lines: ComparedLine[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    if (i < left.length && left[i] === right[j]) lines.push([left[i++], right[j++]]);
    else if (j === right.length || (i < left.length && length(i + 1, j) >= length(i, j + 1)))
      lines.push([left[i++], undefined]);
    else lines.push([undefined, right[j++]]);
  }
  return lines;
}
