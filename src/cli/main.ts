import { Command, CommanderError } from "commander";
import { suiteVersion } from "../runner/suite.ts";
import { isUsageError } from "../runner/usage-error.ts";
import { type Io, processIo } from "./io.ts";
import { addLinux, linuxOptions } from "./linux-commands.ts";
import type { RunFlags } from "./run-options.ts";

const EXAMPLES_AND_CODES = `
Begin with:
  mmuspec run                     the reference, which conforms
  mmuspec check -- ./my-adapter   does mine answer at all?
  mmuspec run -- ./my-adapter     does it conform, and if not, which rule?
  mmuspec explain PAIR-08         what a rule says, and why

Exit codes:
  0  what was judged conforms
  1  a rule is violated, or an expectation is stale
  2  usage or configuration
  3  the implementation is at fault: crash, hang, garbage, over-claim
  4  nothing was executed, or it could not be decided`;

/** What the verbs leave behind. */
interface Exit {
  code: number;
}

function implementationOptions(command: Command): Command {
  return command
    .option("--deadline <seconds>", "how long one answer may take (default: 10)")
    .option("--seed <number>", "rename threads and subscribers and move addresses")
    .option("--manifest <file>", "the adapter's mmuspec.json: its command, deadline and expectations")
    .option("--module <file>", "an ES module that exports createImplementation()")
    .option("--connect <address>", "a running program: host:port or unix:/path")
    .option("--linux <kernel>", "a Linux kernel in QEMU, such as 6.12/x86_64 (docs/linux.md)")
    .addHelpText(
      "after",
      `
What is judged: the command after --, or what --manifest, --module or --connect names; without any
of these the reference.

  mmuspec ${command.name()} -- ./my-adapter --its --own options
  mmuspec ${command.name()} --connect unix:/run/my.sock`,
    )
    .usage("[options] [-- command args...]");
}

function selectionOptions(command: Command): Command {
  return command
    .option("--profile <name>", "one profile, or all (default: the newest claimed one of each scenario)")
    .option("--tags <expression>", 'a tag expression, such as "@cap:interval and not @may"')
    .option("--rule <id...>", "only scenarios of these rules")
    .option("--scenario <id...>", "only these scenarios");
}

/** The forms in which a report can be had. */
export function reportOptions(command: Command): Command {
  return command
    .option("--json <file>", "write the report as JSON (- is stdout)")
    .option("--html <file>", "write the report as a page")
    .option("--junit <file>", "write the report for a CI system")
    .option("--markdown <file>", "write a summary for the page of a CI job")
    .option("--badge <file>", "write the verdict as a small picture (SVG)");
}

/** How a run is done and told, whatever is judged. */
function runOptions(command: Command): Command {
  return linuxOptions(reportOptions(selectionOptions(command)))
    .option("--shard <i/n>", "only the i-th of n parts; `mmuspec merge` puts them together")
    .option("--expectations <file>", "failures that are known and accepted (none: not even those that are shipped)")
    .option("--fail-fast", "end the run at the first failure")
    .option("--transcript <file>", "write down every request and answer, a JSON object a line")
    .option("--repeat <number>", "run everything so often; what does not end alike is unstable")
    .option("--iterations <number>", "how often threads run freely in a scenario (default: 2000)");
}

function addRun(program: Command, command: readonly string[] | undefined, io: Io, exit: Exit): void {
  const verb = program.command("run").description("judge an implementation, rule by rule");
  verb.option("--watch", "run again whenever features, steps or the implementation change; Ctrl-C ends");
  implementationOptions(runOptions(verb)).action(async (flags: RunFlags) => {
    if (flags.watch) exit.code = await (await import("./watch/watch-verb.ts")).watchVerb(flags, command, io);
    else exit.code = await (await import("./run-verb.ts")).runVerb(flags, command, io);
  });
}

function addCheck(program: Command, command: readonly string[] | undefined, io: Io, exit: Exit): void {
  const verb = program.command("check").description("say hello to an implementation, and try three things");
  implementationOptions(verb).action(async (flags: RunFlags) => {
    exit.code = await (await import("./check-verb.ts")).checkVerb(flags, command, io);
  });
}

function addCatalogue(program: Command, command: readonly string[] | undefined, io: Io, exit: Exit): void {
  selectionOptions(program.command("list").description("list the scenarios"))
    .option("--profiles", "list the profiles instead")
    .option("--capabilities", "list the capabilities instead")
    .option("--json", "as JSON")
    .action(async (flags) => {
      exit.code = await (await import("./list-verb.ts")).listVerb(flags, io);
    });
  program
    .command("rules")
    .description("list the rules, with their scenarios and mutants")
    .option("--json", "as JSON")
    .option("--source <document>", "what each statement of a source document became: its file name, or its number")
    .option("--check", "fail if a rule lacks a scenario or a mutant without a reason")
    .action(async (flags) => {
      exit.code = await (await import("./rules-verb.ts")).rulesVerb(flags, io);
    });
  program
    .command("explain <id>")
    .description("a rule: its text, source, scenarios and mutants; or a scenario or mutant")
    .option("--observed", "run its scenarios, and show what happens: on the reference, or on the command after --")
    .option("--profile <name>", "with --observed: one profile (default: the newest claimed one)")
    .option("--manifest <file>", "with --observed: the adapter's mmuspec.json")
    .action(async (id: string, flags) => {
      exit.code = flags.observed
        ? await (await import("./explain-observed.ts")).explainObserved(id, flags, command, io)
        : await (await import("./explain-verb.ts")).explainVerb(id, io);
    });
}

function addMutants(program: Command, io: Io, exit: Exit): void {
  program
    .command("mutants")
    .description("show that the suite can fail, on implementations that are wrong")
    .option("--json", "as JSON")
    .option("--all", "run every scenario of the rules, not only up to the first that fails")
    .option("--mutant <id...>", "only these")
    .action(async (flags) => {
      exit.code = await (await import("./mutants-verb.ts")).mutantsVerb(flags, io);
    });
}

function addReports(program: Command, io: Io, exit: Exit): void {
  reportOptions(
    program.command("merge <report...>").description("put the reports of all shards of a run together"),
  ).action(async (files: string[], flags) => {
    exit.code = await (await import("./merge-verb.ts")).mergeVerb(files, flags, io);
  });
  program
    .command("report <report...>")
    .description("one page from reports (JSON), several side by side")
    .option("--html <file>", "where the page goes (- is stdout)")
    .option("--transcript <file>", "what run --transcript wrote: failures are told with all that was said")
    .action(async (files: string[], flags) => {
      exit.code = await (await import("./report-verb.ts")).reportVerb(files, flags, io);
    });
  program
    .command("diff <before> <after>")
    .description("what changed between two reports (JSON), new failures first")
    .option("--json", "as JSON")
    .action(async (before: string, after: string, flags) => {
      exit.code = await (await import("./diff-verb.ts")).diffVerb(before, after, flags, io);
    });
  program
    .command("baseline <report>")
    .description("bring an expectations file up to date with a report (JSON)")
    .requiredOption("--expectations <file>", "the file; made if it is not there")
    .option("--accept", "also accept the failures that it does not name yet")
    .option("--reason <words>", "why they are accepted")
    .option("--link <address>", "where that is written down")
    .action(async (report: string, flags) => {
      exit.code = await (await import("./baseline-verb.ts")).baselineVerb(report, flags, io);
    });
}

function addOrders(program: Command, io: Io, exit: Exit): void {
  program
    .command("explore [feature]")
    .description("every order of the threads of scenarios, on the reference or a mutant, with counterexamples")
    .option("--rule <id...>", "only scenarios of these rules")
    .option("--scenario <id...>", "only these scenarios")
    .option("--profile <name>", "one profile, or all (default: the newest one of each scenario)")
    .option("--mutant <id>", "explore a wrong implementation, up to the first program that it gets wrong")
    .option("--all", "with --mutant: every program")
    .option("--strategy <name>", "dpor, stateful or random (default: dpor)")
    .option("--seed <number>", "for random: which orders (default: 1)")
    .option("--max-executions <number>", "end a program after so many (random: 10000 by default)")
    .option("--max-seconds <seconds>", "end everything after so long")
    .option("--json <file>", "write what was found as JSON (- is stdout)")
    .option("--html <file>", "write it as a page, with sequence diagrams")
    .addHelpText(
      "after",
      `
What is explored: the scenarios of a feature file, with :LINE the one at that line; those of rules or
scenarios; with --mutant those of the rules that it violates; without any of these all that run in every order.

  mmuspec explore features/interval/remove.feature
  mmuspec explore --rule INTV-27 --mutant MUT-31`,
    )
    .action(async (feature: string | undefined, flags) => {
      exit.code = await (await import("./explore-verb.ts")).exploreVerb(feature, flags, io);
    });
  program
    .command("replay <string>")
    .description("one order again, step by step, as explore found it")
    .option("--json <file>", "write it as JSON (- is stdout)")
    .option("--svg <file>", "write its sequence diagram")
    .action(async (text: string, flags) => {
      exit.code = await (await import("./replay-verb.ts")).replayVerb(text, flags, io);
    });
}

function addInit(program: Command, io: Io, exit: Exit): void {
  program
    .command("init <language> <folder>")
    .description("begin an adapter: c, python, rust, go or typescript")
    .action(async (language: string, folder: string) => {
      exit.code = await (await import("./init-verb.ts")).initVerb(language, folder, io);
    });
}

function addCompletion(program: Command, io: Io, exit: Exit): void {
  program
    .command("completion <shell>")
    .description("print a completion script: bash, zsh or fish")
    .action(async (shell: string) => {
      exit.code = (await import("./completion-verb.ts")).completionVerb(shell, program, io);
    });
}

function addCheckTrace(program: Command, io: Io, exit: Exit): void {
  program
    .command("check-trace <file>")
    .description("judge a recorded sequence of notifier events (- is stdin)")
    .option("--from <form>", "json (one event a line) or ftrace (its text)", "json")
    .option("--json", "as JSON")
    .action(async (file: string, flags) => {
      exit.code = await (await import("./check-trace-verb.ts")).checkTraceVerb(file, flags, io);
    });
}

function addServe(program: Command, io: Io, exit: Exit): void {
  program
    .command("serve")
    .description("put the reference behind the wire, on stdin and stdout")
    .option("--listen <address>", "listen at host:port or unix:/path instead")
    .action(async (flags) => {
      exit.code = await (await import("./serve-verb.ts")).serveVerb(flags, io);
    });
}

function makeProgram(command: readonly string[] | undefined, io: Io, exit: Exit): Command {
  const program = new Command("mmuspec")
    .description("What a secondary MMU may rely on, executable: judges an implementation rule by rule.")
    .version(suiteVersion())
    .configureHelp({ minWidthToWrap: 20 })
    .configureOutput({ writeOut: io.out, writeErr: () => undefined, getOutHelpWidth: () => io.width ?? 80 })
    .exitOverride();
  addRun(program, command, io, exit);
  addCheck(program, command, io, exit);
  addCatalogue(program, command, io, exit);
  addReports(program, io, exit);
  addInit(program, io, exit);
  addCompletion(program, io, exit);
  addCheckTrace(program, io, exit);
  addMutants(program, io, exit);
  addOrders(program, io, exit);
  addServe(program, io, exit);
  addLinux(program, runOptions, command, io, exit);
  program.addHelpText("after", EXAMPLES_AND_CODES);
  for (const verb of program.commands) verb.copyInheritedSettings(program);
  return program;
}

function failed(error: unknown, io: Io): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    const sentence = error.message.replace(/^error: /, "").replace(/\s+/g, " ");
    io.err(`mmuspec: ${sentence === "(outputHelp)" ? "name a verb; `mmuspec --help` lists them" : sentence}\n`);
    return 2;
  }
  if (isUsageError(error)) {
    io.err(`mmuspec: ${error.message}\n`);
    return 2;
  }
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.err(`mmuspec: this is a defect of mmuspec itself, please report it\n${words}\n`);
  return 4;
}

/** The verbs that judge something. */
const TAKE_COMMAND = new Set(["run", "check", "explain"]);

/** Only they take a command. */
function strayCommand(verb: string | undefined, command: readonly string[] | undefined, io: Io): number | undefined {
  if (command === undefined || (verb !== undefined && TAKE_COMMAND.has(verb))) return undefined;
  io.err(`mmuspec: ${verb ?? "mmuspec"} takes no command after --\n`);
  return 2;
}

/**
 * The command line.
 *
 * @param argv the arguments, without node and script
 * @returns the exit code
 */
export async function main(argv: readonly string[], io: Io = processIo()): Promise<number> {
  const at = argv.indexOf("--");
  const command = at < 0 ? undefined : argv.slice(at + 1);
  const own = at < 0 ? argv : argv.slice(0, at);
  const stray = strayCommand(own[0], command, io);
  if (stray !== undefined) return stray;
  const exit: Exit = { code: 0 };
  try {
    await makeProgram(command, io, exit).parseAsync([...own], { from: "user" });
    return exit.code;
  } catch (error) {
    return failed(error, io);
  }
}
