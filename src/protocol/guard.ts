import type { Implementation, Method, Params, Result } from "../port/implementation.ts";
import { isPortError } from "../port/port-error.ts";
import { implementationFault, isImplementationFault } from "./implementation-fault.ts";
import { resultShape, resultViolation } from "./shapes.ts";

function late(method: string, deadlineMs: number): { promise: Promise<never>; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const promise = new Promise<never>((_, reject) => {
    const text = `it did not answer ${method} within ${deadlineMs / 1000} s`;
    timer = setTimeout(() => reject(implementationFault("hung", text)), deadlineMs);
  });
  return { promise, stop: () => clearTimeout(timer) };
}

function asFault(error: unknown, method: string): unknown {
  if (isPortError(error) || isImplementationFault(error)) return error;
  const text = error instanceof Error ? error.message : String(error);
  return implementationFault("crashed", `it threw during ${method}: ${text}`);
}

/**
 * Puts the guards of the wire around an implementation in this process that is not the kit's own:
 * a deadline, the shape of every answer, and a name for every fault.
 */
export function guard(implementation: Implementation, deadlineMs: number): Implementation {
  return {
    async request<M extends Method>(method: M, params: Params<M>): Promise<Result<M>> {
      const deadline = late(method, deadlineMs);
      try {
        const result = await Promise.race([implementation.request(method, params), deadline.promise]);
        const problem = resultViolation(resultShape(method, params), result);
        if (problem !== undefined) throw implementationFault("not-schema", `its answer to ${method}: ${problem}`);
        return result;
      } catch (error) {
        throw asFault(error, method);
      } finally {
        deadline.stop();
      }
    },
    close: () => implementation.close(),
  };
}
