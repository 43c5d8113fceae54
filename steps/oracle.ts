import { Mismatch } from "../src/runner/mismatch.ts";
import { check } from "./vocabulary.ts";

/** For scenarios about a breach: the finding is expected, so it does not fail the scenario. */
check("the oracle reports {word}", async function (clause: string) {
  this.expectedFindings.add(clause);
  if (clause === "liveness") await this.windDown();
  if (!this.findings.some((finding) => finding.clause === clause)) {
    throw new Mismatch(`the oracle reports ${clause}`, "it reports nothing of that kind");
  }
});
