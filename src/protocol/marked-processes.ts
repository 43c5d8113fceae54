import { readdirSync, readFileSync } from "node:fs";

/** The variable that carries the marks of the runs that a process descends from. */
export const MARK_VARIABLE = "MMUSPEC_RUN";

/** A running process. */
export interface ProcessInfo {
  readonly pid: number;
  readonly group: number;
}

/** The fields after the command name in /proc/PID/stat, which may itself hold spaces and parentheses. */
function stat(pid: number): { state: string; group: number } | undefined {
  const text = readFileSync(`/proc/${pid}/stat`, "latin1");
  const [state, , group] = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return state === undefined || group === undefined ? undefined : { state, group: Number(group) };
}

function inspect(pid: number, mark: string, group: number | undefined): ProcessInfo | undefined {
  try {
    const status = stat(pid);
    if (status === undefined || status.state === "Z" || status.state === "X") return undefined;
    const found = { pid, group: status.group };
    if (status.group === group) return found;
    return readFileSync(`/proc/${pid}/environ`, "latin1").includes(mark) ? found : undefined;
  } catch {
    return undefined; // gone, or somebody else's
  }
}

/**
 * Every live process that belongs to a process group or carries a mark in its environment: also
 * those that left the group with setsid. Empty where there is no /proc.
 */
export function markedProcesses(mark: string, group?: number): ProcessInfo[] {
  let names: string[];
  try {
    names = readdirSync("/proc");
  } catch {
    return [];
  }
  return names
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((name) => inspect(Number(name), mark, group))
    .filter((found) => found !== undefined);
}

/** Sends a signal; a process (or, negative, a group) that is gone is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // gone, or not ours
  }
}
