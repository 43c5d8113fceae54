import type { Interleaving } from "../port/generated/documents.ts";
import { compareLines } from "./comparison.ts";
import { type FailureGroup, othersOf, profilesOf } from "./failure-groups.ts";
import { SequenceDiagram } from "./sequence-diagram.tsx";
import { visible, visibleLine } from "./visible.ts";

function Table({ interleaving }: { interleaving: Interleaving }) {
  return (
    <div class="scroll">
      <p class="soft">the interleaving</p>
      <table>
        <tr>
          {interleaving.threads.map((thread) => (
            <th>{visibleLine(thread)}</th>
          ))}
        </tr>
        {interleaving.rows.map((row) => (
          <tr>
            {row.map((cell) => (
              <td>{visibleLine(cell)}</td>
            ))}
          </tr>
        ))}
      </table>
    </div>
  );
}

function Titled({ title, text }: { title: string; text: string | undefined }) {
  if (text === undefined || text === "") return null;
  return (
    <div>
      <p class="soft">{title}</p>
      <pre>{visible(text)}</pre>
    </div>
  );
}

/** Expected beside observed; lines that the other side lacks stand out. */
function Pair({ expected, observed }: { expected: string | undefined; observed: string | undefined }) {
  const lines = compareLines(visible(expected ?? ""), visible(observed ?? ""));
  if (lines.length === 1) {
    return (
      <div class="pair">
        <Titled title="expected" text={expected} />
        <Titled title="observed" text={observed} />
      </div>
    );
  }
  const side = (at: 0 | 1) =>
    lines.map((line) => <span class={line[0] === line[1] ? "" : "odd-line"}>{`${line[at] ?? ""}\n`}</span>);
  return (
    <div class="pair">
      <div>
        <p class="soft">expected</p>
        <pre>{side(0)}</pre>
      </div>
      <div>
        <p class="soft">observed</p>
        <pre>{side(1)}</pre>
      </div>
    </div>
  );
}

/** One failure, in the order of the terminal's block. */
export function Failure({ group }: { group: FailureGroup }) {
  const { first, rule } = group;
  const { fault } = first;
  const others = othersOf(group);
  return (
    <article>
      <h3 class="bad">
        {first.rule}{" "}
        {fault === undefined ? "violated" : `met a fault of the implementation (${visibleLine(fault.kind)})`}:{" "}
        {rule?.title}
      </h3>
      <p>{rule?.text}</p>
      <p class="soft">Source: {rule?.source}</p>
      <p>
        <code>{first.id}</code> {visibleLine(first.name)} in {profilesOf(group).join(", ")}
        {first.step === undefined ? "" : `, at the step: ${visibleLine(first.step)}`}
      </p>
      {fault === undefined ? null : (
        <p>
          {visible(fault.text)} <span class="soft">{visible(fault.advice ?? "")}</span>
        </p>
      )}
      {others.length === 0 ? null : <p>Also met in {others.join(", ")}.</p>}
      <Pair expected={first.expected} observed={first.observed === fault?.text ? undefined : first.observed} />
      {first.interleaving === undefined ? null : <Table interleaving={first.interleaving} />}
      {first.sequence === undefined ? null : (
        <details>
          <summary class="soft">as a sequence diagram</summary>
          <div class="scroll">
            <SequenceDiagram sequence={first.sequence} />
          </div>
        </details>
      )}
      <Titled title="the last messages" text={(first.messages ?? fault?.messages)?.join("\n")} />
      <Titled title="the end of stderr" text={first.stderr ?? fault?.stderr} />
      <Titled title="to run it again" text={first.rerun} />
    </article>
  );
}
