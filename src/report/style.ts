/** How text is marked; every function returns its argument where nothing is marked. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  odd(text: string): string;
}

const asItIs = (text: string): string => text;

/** No marks. */
export const PLAIN: Style = { bold: asItIs, dim: asItIs, good: asItIs, bad: asItIs, odd: asItIs };

function sgr(on: number, off: number): (text: string) => string {
  return (text) => (text === "" ? "" : `\u001b[${on}m${text}\u001b[${off}m`);
}

/** Marks for a terminal with colours. */
export const COLOURED: Style = {
  bold: sgr(1, 22),
  dim: sgr(2, 22),
  good: sgr(32, 39),
  bad: sgr(31, 39),
  odd: sgr(33, 39),
};
