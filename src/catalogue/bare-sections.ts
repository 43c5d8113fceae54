const OPENED = /\b(?:start|end)(?: non-blockable)? "|\binvalidate "[^"]*"\.\.\./;
const IN_BYTES = /^ *\| ([^|]*?) *\| bytes? [0-9a-f]/;
const OF_ALL_KINDS = /\binvalidate from /;

/**
 * True if the steps of a scenario need more than sections that come whole, over mapped pages: they
 * open or close one by itself, or have one that is measured in bytes.
 */
export function hasBareSections(steps: readonly string[]): boolean {
  const inBytes = steps.flatMap((step) => IN_BYTES.exec(step)?.[1] ?? []);
  return steps.some(
    (step) =>
      OPENED.test(step) || OF_ALL_KINDS.test(step) || inBytes.some((name) => step.includes(`invalidate "${name}"`)),
  );
}
