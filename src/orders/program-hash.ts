import { createHash } from "node:crypto";
import { type OrderProgram, requestFor } from "../runner/order-program.ts";

/** Eight digits that change when anything of a program changes: its preparation, its calls or what is observed. */
export function programHash(program: OrderProgram): string {
  return createHash("sha256")
    .update(JSON.stringify(requestFor(program)))
    .digest("hex")
    .slice(0, 8);
}
