/** Failures that a scenario asked for; each happens once. */
export class FaultInjection {
  private readonly armed = new Set<string>();

  arm(fault: string): void {
    this.armed.add(fault);
  }

  /** True, once, if this fault was asked for. */
  take(fault: string): boolean {
    return this.armed.delete(fault);
  }
}
