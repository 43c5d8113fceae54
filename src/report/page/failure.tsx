import type { Interleaving } from "../../port/generated/documents.ts";
import { compareLines } from "../comparison.ts";
import { othersOf, profilesOf } from "../failure-groups.ts";
import { SequenceDiagram } from "../sequence-diagram.tsx";
import { visible, visibleLine } from "../visible.ts";
import { anchor } from "./anchor.ts";
import { Badge } from "./badge.tsx";
import type { PageFailure } from "./page-model.ts";

/** A part that may be wider than the page: it scrolls by itself, also from the keyboard. */
// biome-ignore lint/suspicious/noExplicitAny: what preact itself calls children
function Wide({ label, children }: { label: string; children: any }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section class="wide" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}

function Order({ interleaving }: { interleaving: Interleaving }) {
  return (
    <div>
      <h5>In which order</h5>
      <Wide label="The interleaving, a column a thread">
        <table class="order">
          <thead>
            <tr>
              {interleaving.threads.map((thread) => (
                <th scope="col">
                  <bdi>{visibleLine(thread)}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {interleaving.rows.map((row) => (
              <tr>
                {row.map((cell) => (
                  <td>{visibleLine(cell).replaceAll("-> ", "->\u00a0")}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </div>
  );
}

function Text({ title, text, kind = "" }: { title: string; text: string | undefined; kind?: string }) {
  if (text === undefined || text === "") return null;
  return (
    <div class={kind}>
      <h5>{title}</h5>
      <pre>{visible(text)}</pre>
    </div>
  );
}

/** Expected beside observed; lines that the other side lacks stand out. */
function Pair({ expected, observed }: { expected: string | undefined; observed: string | undefined }) {
  const lines = compareLines(visible(expected ?? ""), visible(observed ?? ""));
  const side = (at: 0 | 1) =>
    lines.map((line) => (
      <span class={line[0] === line[1] ? "" : line[at] === undefined ? "lacks" : "alone"}>{`${line[at] ?? ""}\n`}</span>
    ));
  return (
    <div class="pair">
      {expected === undefined ? null : (
        <div class="wanted">
          <h5>Expected</h5>
          <pre>{lines.length === 1 ? visible(expected) : side(0)}</pre>
        </div>
      )}
      {observed === undefined ? null : (
        <div class="met">
          <h5>Observed</h5>
          <pre>{lines.length === 1 ? visible(observed) : side(1)}</pre>
        </div>
      )}
    </div>
  );
}

/** The scenario as it is written, with the step at which it went wrong. */
function Written({ steps, failed }: { steps: readonly string[] | undefined; failed: string | undefined }) {
  if (steps === undefined || steps.length === 0) return null;
  const bare = (line: string) => line.replace(/^(Given|When|Then|And|But|\*) /, "");
  const at = steps.findIndex((line) => failed !== undefined && bare(line) === failed);
  return (
    <div>
      <h5>The scenario</h5>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
      <pre class="steps" tabIndex={0}>
        {steps.map((line, index) => (index === at ? <mark>{`${visibleLine(line)}\n`}</mark> : `${visible(line)}\n`))}
      </pre>
    </div>
  );
}

interface MessagesOf {
  readonly title: string;
  readonly messages: readonly string[] | undefined;
}

function Messages({ title, messages }: MessagesOf) {
  if (messages === undefined || messages.length === 0) return null;
  return (
    <details class="more">
      <summary>{title}</summary>
      <pre class="messages">
        {messages.map((message) => (
          <span class={message.startsWith(">") ? "sent" : "got"}>{`${visibleLine(message, 4000)}\n`}</span>
        ))}
      </pre>
    </details>
  );
}

/** All that was said, where it was recorded; else the end of it. */
function Said({ failure: { first, transcript } }: { failure: PageFailure }) {
  if (transcript !== undefined) return <Messages title="The transcript" messages={transcript} />;
  const messages = first.messages ?? first.fault?.messages;
  return <Messages title={`The last ${messages?.length} messages on the wire`} messages={messages} />;
}

/** The line that runs it again, to be copied. */
function Again({ rerun }: { rerun: string | undefined }) {
  if (rerun === undefined) return null;
  return (
    <div class="again">
      <h5>To run it again</h5>
      <pre>{visible(rerun)}</pre>
      <button type="button" class="copy" hidden>
        Copy
      </button>
    </div>
  );
}

/** One failure: what was expected, what happened, in which order, and how to run it again. */
export function Failure({ failure, label }: { failure: PageFailure; label: string | undefined }) {
  const { first } = failure;
  const { fault, reason } = first;
  const others = othersOf(failure);
  const observed = first.observed === fault?.text || first.observed === reason ? undefined : first.observed;
  return (
    <article class="failure" id={anchor(`${first.id}-${first.profile}-${failure.at}`)}>
      <h4>
        <Badge verdict={first.verdict} label={label} shown /> <code>{visibleLine(first.id)}</code>{" "}
        {visibleLine(first.name)}{" "}
        <span class="soft">
          in{" "}
          {profilesOf(failure)
            .map((name) => visibleLine(name))
            .join(", ")}
        </span>
      </h4>
      {first.step === undefined ? null : (
        <p>
          At the step: <b>{visibleLine(first.step)}</b> <span class="soft">({visibleLine(first.location)})</span>
        </p>
      )}
      {fault === undefined ? null : (
        <p>
          <b>{visibleLine(fault.kind)}</b>: {visible(fault.text)}{" "}
          <span class="soft">{visible(fault.advice ?? "")}</span>
        </p>
      )}
      {reason === undefined ? null : <p>{visible(reason)}</p>}
      {others.length === 0 ? null : <p class="soft">The same in {others.map((id) => visibleLine(id)).join(", ")}.</p>}
      <Pair expected={first.expected} observed={observed} />
      <div class="two">
        <Written steps={first.steps} failed={first.step} />
        {first.interleaving === undefined || first.interleaving.rows.length === 0 ? null : (
          <Order interleaving={first.interleaving} />
        )}
      </div>
      {!failure.drawn || first.sequence === undefined || first.sequence.items.length === 0 ? null : (
        <details class="more" open>
          <summary>As a sequence diagram</summary>
          <Wide label="The sequence diagram; the table above says the same">
            <SequenceDiagram sequence={first.sequence} />
          </Wide>
        </details>
      )}
      <Said failure={failure} />
      <Text title="The end of stderr" text={first.stderr ?? fault?.stderr} />
      <Again rerun={first.rerun} />
    </article>
  );
}
