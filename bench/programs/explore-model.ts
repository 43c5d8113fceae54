/** Proves a model: `explore-model.mjs <model> dpor|stateful`. */
import { Dpor } from "../../src/explore/dpor.ts";
import { ModelProgram } from "../../src/explore/model-program.ts";
import { runNow } from "../../src/explore/search.ts";
import { Stateful } from "../../src/explore/stateful.ts";
import { modelNamed } from "../explorer/models.ts";

const [name = "", strategy] = process.argv.slice(2);
const machine = modelNamed(name).machine();
const { complete } =
  strategy === "stateful" ? runNow(new Stateful(machine).search()) : new Dpor(new ModelProgram(machine)).run();
if (!complete) throw new Error("the proof is not complete");
