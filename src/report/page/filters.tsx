import { groupTitle } from "../../port/rule-group.ts";
import { visibleLine } from "../visible.ts";
import { byGroup } from "./matrix.tsx";
import type { PageModel } from "./page-model.ts";
import { VERDICT_MARKS } from "./verdict-marks.ts";

interface ChoiceOf {
  readonly name: string;
  readonly label: string;
  readonly every: string;
  readonly options: readonly (readonly [value: string, words: string])[];
}

function Choice({ name, label, every, options }: ChoiceOf) {
  if (options.length < 2) return null;
  return (
    <label>
      <span>{label}</span>
      <select name={name}>
        <option value="">{every}</option>
        {options.map(([value, words]) => (
          <option value={value}>{words}</option>
        ))}
      </select>
    </label>
  );
}

/** Pressed or not; its number says how many rules it would show. */
function Verdicts({ model: { rules } }: { model: PageModel }) {
  const met = new Set(rules.flatMap(({ cells }) => cells.map(({ letters }) => letters)).join(""));
  return (
    <fieldset class="verdicts">
      <legend class="hidden">Verdict</legend>
      {VERDICT_MARKS.filter(({ letter }) => met.has(letter)).map(({ verdict, letter, sign, tone }) => (
        <button type="button" class={`chip ${tone}`} aria-pressed="false" data-letter={letter}>
          <span aria-hidden="true">{sign}</span> {verdict} <span class="count" />
        </button>
      ))}
    </fieldset>
  );
}

const KEYS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [["/"], "search"],
  [["j", "k"], "next rule, previous rule (also ↓ ↑)"],
  [["n", "p"], "next and previous rule that is not kept"],
  [["Enter"], "unfold or fold a rule; go from the matrix to it"],
  [["Esc"], "back: fold, then clear the filters"],
  [["?"], "this list"],
];

function Keys() {
  return (
    <dialog id="keys" aria-labelledby="keys-title">
      <h2 id="keys-title">Keys</h2>
      <dl>
        {KEYS.map(([keys, what]) => (
          <>
            <dt>
              {keys.map((key) => (
                <>
                  <kbd>{key}</kbd>{" "}
                </>
              ))}
            </dt>
            <dd>{what}</dd>
          </>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}

/** What narrows the page. Only the page's script shows it, for without it nothing would happen. */
export function Filters({ model }: { model: PageModel }) {
  const groups = [...byGroup(model.rules).keys()];
  const several = model.judged.length > 1;
  return (
    <search id="filters" hidden>
      <form>
        <label class="query">
          <span>Search</span>
          <input
            type="search"
            name="query"
            placeholder="id, words, source …  ( / )"
            autocomplete="off"
            spellcheck={false}
          />
        </label>
        <Choice
          name="group"
          label="Group"
          every="every group"
          options={groups.map((group) => [group, visibleLine(`${group} ${groupTitle(group)}`)])}
        />
        <Choice
          name="profile"
          label="Profile"
          every="every profile"
          options={model.profiles.map((name) => [name, visibleLine(name)])}
        />
        <Choice
          name="level"
          label="Level"
          every="must and may"
          options={[
            ["must", "must"],
            ["may", "may"],
          ]}
        />
        <Verdicts model={model} />
        {several ? (
          <label class="check">
            <input type="checkbox" name="differ" /> only where they differ
          </label>
        ) : null}
        <div class="row">
          <output aria-live="polite" />
          <button type="reset">Clear</button>
          <button type="button" data-do="unfold">
            Unfold
          </button>
          <button type="button" data-do="fold">
            Fold
          </button>
          <button type="button" data-do="keys" aria-haspopup="dialog">
            Keys
          </button>
        </div>
      </form>
      <Keys />
    </search>
  );
}
