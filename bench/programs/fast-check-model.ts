/** Runs a model under fast-check's scheduler: `fast-check-model.mjs <model> <runs>`. */
import { runUnderFastCheck } from "../explorer/fast-check-runs.ts";
import { modelNamed } from "../explorer/models.ts";

const [name = "", runs = "1"] = process.argv.slice(2);
await runUnderFastCheck(modelNamed(name).machine(), Number(runs), 1);
