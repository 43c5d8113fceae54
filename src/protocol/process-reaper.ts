import { setTimeout as sleep } from "node:timers/promises";
import { markedProcesses, type ProcessInfo, signal } from "./marked-processes.ts";

/** Children that run now. Whatever ends this process, they end with it. */
const running = new Map<number, string>();

/** Kills them now: before what they write into is removed. */
export function killWatched(): void {
  for (const [pid, mark] of running) {
    signal(-pid, "SIGKILL");
    for (const found of markedProcesses(mark, pid)) signal(found.pid, "SIGKILL");
  }
}

/** From now on the child, its group and whoever carries its mark die with this process. */
export function watchChild(pid: number, mark: string): void {
  if (running.size === 0) process.once("exit", killWatched);
  running.set(pid, mark);
}

/** The child has been seen to. */
export function forgetChild(pid: number): void {
  running.delete(pid);
  if (running.size === 0) process.removeListener("exit", killWatched);
}

/**
 * Kills whoever is left of a child that has exited, in its group or escaped from it.
 *
 * @returns whom it found first.
 */
export async function killLeftovers(pid: number, mark: string): Promise<ProcessInfo[]> {
  const first = markedProcesses(mark, pid);
  let left = first;
  for (let round = 0; left.length > 0 && round < 20; round++) {
    for (const found of left) signal(found.pid, "SIGKILL");
    await sleep(10);
    left = markedProcesses(mark, pid);
  }
  return first;
}
