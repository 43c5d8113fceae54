import type { Command } from "commander";
import { usage } from "../runner/usage-error.ts";
import type { Io } from "./io.ts";

/** The options of a verb, as they are typed. */
interface VerbWords {
  readonly verb: string;
  readonly options: readonly string[];
}

function words(program: Command): VerbWords[] {
  return program.commands.map((command) => ({
    verb: command.name(),
    options: command.options.flatMap(({ long }) => (long ? [long] : [])),
  }));
}

function bash(verbs: readonly VerbWords[]): string {
  const cases = verbs.map(({ verb, options }) => `    ${verb}) options="${options.join(" ")}" ;;`);
  return `# mmuspec: eval "$(mmuspec completion bash)"
_mmuspec() {
  local current=\${COMP_WORDS[COMP_CWORD]} options=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${verbs.map(({ verb }) => verb).join(" ")}" -- "$current"))
    return
  fi
  case \${COMP_WORDS[1]} in
${cases.join("\n")}
  esac
  case $current in
    -*) COMPREPLY=($(compgen -W "$options" -- "$current")) ;;
    *) COMPREPLY=($(compgen -f -- "$current")) ;;
  esac
}
complete -F _mmuspec mmuspec
`;
}

function fish(verbs: readonly VerbWords[]): string {
  const names = verbs.map(({ verb }) => verb).join(" ");
  const rows = verbs.flatMap(({ verb, options }) => [
    `complete -c mmuspec -n "not __fish_seen_subcommand_from ${names}" -f -a ${verb}`,
    ...options.map((option) => `complete -c mmuspec -n "__fish_seen_subcommand_from ${verb}" -l ${option.slice(2)}`),
  ]);
  return `# mmuspec: mmuspec completion fish | source\n${rows.join("\n")}\n`;
}

/** zsh takes bash's form. */
function zsh(verbs: readonly VerbWords[]): string {
  return `# mmuspec: eval "$(mmuspec completion zsh)"\nautoload -U +X bashcompinit && bashcompinit\n${bash(verbs)}`;
}

const SHELLS: Readonly<Record<string, (verbs: readonly VerbWords[]) => string>> = { bash, zsh, fish };

/** `mmuspec completion`: prints a script for a shell, made from the verbs as they are. */
export function completionVerb(shell: string, program: Command, io: Io): number {
  const script = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined;
  if (script === undefined) throw usage(`unknown shell ${shell}; there are ${Object.keys(SHELLS).join(", ")}`);
  io.out(script(words(program)));
  return 0;
}
