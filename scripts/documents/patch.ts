/** Lines that stand between two places of one patch. */
const PLACE = /^@@/;

interface Hunk {
  readonly before: string[];
  readonly after: string[];
}

function hunks(patch: readonly string[]): Hunk[] {
  const found: Hunk[] = [{ before: [], after: [] }];
  for (const line of patch) {
    if (PLACE.test(line)) found.push({ before: [], after: [] });
    const hunk = found.at(-1);
    const text = line.slice(1);
    if (PLACE.test(line) || hunk === undefined) continue;
    if (!line.startsWith("+")) hunk.before.push(text);
    if (!line.startsWith("-")) hunk.after.push(text);
  }
  return found.filter(({ before, after }) => before.length + after.length > 0);
}

function places(text: readonly string[], wanted: readonly string[]): number[] {
  return text.flatMap((_, at) => (wanted.every((line, index) => text[at + index] === line) ? [at] : []));
}

/**
 * Changes a text as a block ```diff of the guide says: lines with `-` go, lines with `+` come, the others say where. A line
 * `@@` leads to another place. There are no line numbers, so what stands must stand there once.
 *
 * @throws Error if the lines that say where are not there, or not once
 */
export function applyPatch(text: readonly string[], patch: readonly string[]): string[] {
  let now = [...text];
  for (const { before, after } of hunks(patch)) {
    const [at, ...others] = places(now, before);
    if (at === undefined) throw new Error(`these lines are not there:\n${before.join("\n")}`);
    if (others.length > 0) throw new Error(`these lines stand in ${others.length + 1} places:\n${before.join("\n")}`);
    now = [...now.slice(0, at), ...after, ...now.slice(at + before.length)];
  }
  return now;
}
