import { gravestMark, NO_VERDICT, type VerdictMark } from "../page/verdict-marks.ts";

/** A rule of the page: its line, what unfolds from it, its field in the matrix. */
export interface ShownRule {
  readonly details: HTMLDetailsElement;
  readonly summary: HTMLElement;
  readonly section: HTMLElement;
  readonly cell: HTMLAnchorElement | undefined;
  readonly group: string;
  readonly level: string;
  /** The letters of its verdicts, a string an implementation, a letter a profile. */
  readonly letters: readonly string[];
  /** All that can be searched, in small letters. */
  text(): string;
}

function lazily(make: () => string): () => string {
  let made: string | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function shownRule(details: HTMLDetailsElement, cells: ReadonlyMap<string, HTMLAnchorElement>): ShownRule {
  const { group = "", level = "", letters = "" } = details.dataset;
  return {
    details,
    summary: details.querySelector(":scope > summary") as HTMLElement,
    section: details.closest(".list") as HTMLElement,
    cell: cells.get(`#${details.id}`),
    group,
    level,
    letters: letters.split(" "),
    text: lazily(() => (details.textContent ?? "").toLowerCase()),
  };
}

/** Every rule, in the order of the page. */
export function rulesOfPage(): ShownRule[] {
  const links = [...document.querySelectorAll<HTMLAnchorElement>("#matrix a.cells")];
  const cells = new Map(links.map((link) => [link.getAttribute("href") ?? "", link]));
  return [...document.querySelectorAll<HTMLDetailsElement>("details.rule")].map((one) => shownRule(one, cells));
}

/** The verdict of each implementation, in one profile or (-1) in all. */
export function verdicts(letters: readonly string[], profile: number): (VerdictMark | undefined)[] {
  return letters.map((all) => gravestMark(profile < 0 ? all : (all[profile] ?? NO_VERDICT)));
}

const NOT_ASKED = { tone: "none", sign: "·", verdict: "not asked" };

/** Shows other verdicts in the line of a rule and in its field. */
export function showVerdicts({ summary, cell }: ShownRule, marks: readonly (VerdictMark | undefined)[]): void {
  const badges = summary.querySelectorAll<HTMLElement>(".badge");
  const fields = cell?.querySelectorAll("i") ?? [];
  for (const [at, mark] of marks.entries()) {
    const { tone, sign, verdict } = mark ?? NOT_ASKED;
    const [badge, field] = [badges[at], fields[at]];
    if (badge !== undefined) {
      badge.className = `badge ${tone}`;
      (badge.querySelector(".sign") as HTMLElement).textContent = sign;
      (badge.querySelector(".word") as HTMLElement).textContent = verdict;
    }
    if (field !== undefined) {
      field.className = tone;
      field.textContent = sign;
    }
  }
}
