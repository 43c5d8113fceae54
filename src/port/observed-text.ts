/**
 * What was observed, without how often: that is the affair of the machine, and another number is not another failure.
 *
 * @param observed as a result of a free run tells it: `yes | blocked, seen 13 times`
 */
export function withoutCount(observed: string): string {
  return observed.replace(/, seen \d+ times$/, "");
}
