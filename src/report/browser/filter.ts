import { type ShownRule, showVerdicts, verdicts } from "./rules.ts";

const search = document.querySelector("#filters") as HTMLElement;
const form = search.querySelector("form") as HTMLFormElement;
const status = form.querySelector("output") as HTMLOutputElement;
const chips = [...form.querySelectorAll<HTMLButtonElement>("button.chip")];
/** Where the search is typed. */
export const query = form.querySelector("input[name=query]") as HTMLInputElement;

function chosen(name: string): string {
  return form.querySelector<HTMLSelectElement>(`select[name=${name}]`)?.value ?? "";
}

/** The place of the chosen profile in the strings of letters; -1 for every profile. */
function profileAt(): number {
  const select = form.querySelector<HTMLSelectElement>("select[name=profile]");
  return select === null ? -1 : select.selectedIndex - 1;
}

interface Wanted {
  readonly words: readonly string[];
  readonly group: string;
  readonly level: string;
  readonly profile: number;
  readonly letters: ReadonlySet<string>;
  readonly differ: boolean;
}

function wanted(): Wanted {
  const pressed = chips.filter((chip) => chip.getAttribute("aria-pressed") === "true");
  return {
    words: query.value.toLowerCase().split(/\s+/).filter(Boolean),
    group: chosen("group"),
    level: chosen("level"),
    profile: profileAt(),
    letters: new Set(pressed.map(({ dataset }) => dataset.letter ?? "")),
    differ: form.querySelector<HTMLInputElement>("input[name=differ]")?.checked === true,
  };
}

/** The letters of a rule's verdicts, if all but the choice of verdicts lets it through. */
function lettersIf(rule: ShownRule, want: Wanted): string[] | undefined {
  if (want.group !== "" && rule.group !== want.group) return undefined;
  if (want.level !== "" && rule.level !== want.level) return undefined;
  const marks = verdicts(rule.letters, want.profile);
  if (want.profile >= 0 && marks.every((mark) => mark === undefined)) return undefined;
  const letters = marks.map((mark) => mark?.letter ?? "");
  if (want.differ && new Set(letters).size < 2) return undefined;
  return want.words.every((word) => rule.text().includes(word)) ? letters : undefined;
}

function count(counts: ReadonlyMap<string, number>): void {
  for (const chip of chips) {
    const field = chip.querySelector(".count") as HTMLElement;
    field.textContent = String(counts.get(chip.dataset.letter ?? "") ?? 0);
  }
}

function showProfile(rules: readonly ShownRule[], profile: number): void {
  for (const rule of rules) {
    showVerdicts(rule, verdicts(rule.letters, profile));
    for (const row of rule.details.querySelectorAll<HTMLElement>("tr[data-letters]")) {
      const mine = verdicts((row.dataset.letters ?? "").split(" "), profile);
      row.hidden = profile >= 0 && mine.every((mark) => mark === undefined);
    }
  }
}

let shownProfile = -1;

/** Shows what the filters let through. */
export function applyFilters(rules: readonly ShownRule[]): void {
  const want = wanted();
  if (want.profile !== shownProfile) showProfile(rules, want.profile);
  shownProfile = want.profile;
  const counts = new Map<string, number>();
  const filled = new Set<HTMLElement>();
  let shown = 0;
  for (const rule of rules) {
    const letters = lettersIf(rule, want);
    for (const letter of new Set(letters)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    const through = letters !== undefined && (want.letters.size === 0 || letters.some((one) => want.letters.has(one)));
    rule.details.hidden = !through;
    rule.cell?.classList.toggle("out", !through);
    if (through) filled.add(rule.section);
    shown += through ? 1 : 0;
  }
  for (const section of new Set(rules.map((rule) => rule.section))) section.hidden = !filled.has(section);
  count(counts);
  status.textContent = shown === rules.length ? `${shown} rules` : `${shown} of ${rules.length} rules`;
}

/** True if something is filtered. */
export function isFiltered(): boolean {
  const { words, group, level, profile, letters, differ } = wanted();
  return words.length > 0 || group !== "" || level !== "" || profile >= 0 || letters.size > 0 || differ;
}

/** Lets everything through again. */
export function clearFilters(): void {
  form.reset();
}

/** Makes the filters work. */
export function startFilters(rules: readonly ShownRule[]): void {
  for (const chip of chips) {
    chip.addEventListener("click", () => {
      chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
      applyFilters(rules);
    });
  }
  form.addEventListener("input", () => applyFilters(rules));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    for (const chip of chips) chip.setAttribute("aria-pressed", "false");
    setTimeout(() => applyFilters(rules));
  });
  search.hidden = false;
  // A line that is jumped to must not end up under the bar.
  const measure = () => {
    const sticks = getComputedStyle(search).position === "sticky";
    document.documentElement.style.setProperty("--bar", `${sticks ? search.offsetHeight : 0}px`);
  };
  new ResizeObserver(measure).observe(search);
  applyFilters(rules);
}
