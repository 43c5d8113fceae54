import { closeSync, openSync, writeSync } from "node:fs";
import type { Implementation, Method, Params, Result } from "../port/implementation.ts";

/** Characters that are kept before they are written: a request takes a microsecond, a write a hundred. */
const ROOM = 1 << 16;

/**
 * Everything that the suite asked and was answered, a JSON object a line: `{scenario, profile}` where one begins,
 * then `{method, params, result}` or `{method, params, error}`. In the features' own names, also under a seed.
 */
export class Transcript {
  private readonly file: number;
  private kept = "";

  constructor(path: string) {
    this.file = openSync(path, "w");
  }

  /** What follows belongs to this scenario. */
  begins(scenario: string, profile: string): void {
    this.put({ scenario, profile });
  }

  /** The same implementation, written down. */
  of(implementation: Implementation): Implementation {
    return {
      request: async <M extends Method>(method: M, params: Params<M>): Promise<Result<M>> => {
        try {
          const result = await implementation.request(method, params);
          this.put({ method, params, result });
          return result;
        } catch (error) {
          this.put({ method, params, error: error instanceof Error ? error.message : String(error) });
          throw error;
        }
      },
      close: () => implementation.close(),
    };
  }

  /** Writes what is left. */
  close(): void {
    this.flush();
    closeSync(this.file);
  }

  private put(line: object): void {
    this.kept += `${JSON.stringify(line)}\n`;
    if (this.kept.length > ROOM) this.flush();
  }

  private flush(): void {
    writeSync(this.file, this.kept);
    this.kept = "";
  }
}
