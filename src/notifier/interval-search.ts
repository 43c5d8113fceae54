/** The walk over the intervals that overlap a range: the range's two ends stand in cell 0. */
import { BEHIND, below, LAST, LEFT, maxOf, PARENT, RIGHT, type Side, START, sideOf, word } from "./interval-cell.ts";

/** Whether an interval in that side's subtree reaches up to the range's start. */
function reaches(cells: Int32Array, cell: number, side: Side): boolean {
  return word(cells, cell + side) !== 0 && !below(cells, maxOf(cell, side), START);
}

/**
 * The first hit in a subtree that reaches up to the range. The left goes first: if something in it reaches that far,
 * then it holds the answer, or there is none, since all that follows starts later still.
 */
function firstBelow(cells: Int32Array, top: number): number {
  let cell = top;
  for (;;) {
    if (reaches(cells, cell, LEFT)) cell = word(cells, cell + LEFT);
    else if (below(cells, LAST, cell + START)) return 0;
    else if (!below(cells, cell + LAST, START)) return cell;
    else cell = word(cells, cell + RIGHT);
  }
}

/** The first hit of the whole tree, or 0. */
export function firstOverlap(cells: Int32Array): number {
  return reaches(cells, 0, LEFT) ? firstBelow(cells, word(cells, LEFT)) : 0;
}

/** The hit that follows a cell, or 0: most often its neighbour; else below it on the right, or above it. */
export function nextOverlap(cells: Int32Array, from: number): number {
  const behind = word(cells, from + BEHIND);
  if (behind === 0 || below(cells, LAST, behind + START)) return 0;
  if (!below(cells, behind + LAST, START)) return behind;
  let cell = from;
  for (;;) {
    if (reaches(cells, cell, RIGHT)) return firstBelow(cells, word(cells, cell + RIGHT));
    while (sideOf(cells, cell) === RIGHT) cell = word(cells, cell + PARENT);
    cell = word(cells, cell + PARENT);
    if (cell === 0 || below(cells, LAST, cell + START)) return 0;
    if (!below(cells, cell + LAST, START)) return cell;
  }
}
