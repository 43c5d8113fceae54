import { CHECKS, type CheckName, type Related, type TraceViolation } from "./checks.ts";

/** Violations of one check that are kept whole; all are counted. */
const KEPT = 100;

/** The breaches that were found. */
export class Violations {
  readonly counts = new Map<CheckName, number>();
  private readonly kept: TraceViolation[] = [];

  add(check: CheckName, line: number, text: string, ...related: Related[]): void {
    const count = (this.counts.get(check) ?? 0) + 1;
    this.counts.set(check, count);
    if (count <= KEPT) this.kept.push({ check, rule: CHECKS[check].rule, line, text, related });
  }

  get total(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** In the order of their lines. */
  list(): TraceViolation[] {
    return [...this.kept].sort((a, b) => a.line - b.line);
  }
}
