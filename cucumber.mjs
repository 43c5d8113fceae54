import { dirname, relative } from "node:path";
import { fileURLToPath } from "node:url";

// Relative to where cucumber is started, so that the file also works from an installed package:
// npx cucumber-js --config node_modules/mmuspec/cucumber.mjs
const root = relative(process.cwd(), dirname(fileURLToPath(import.meta.url))) || ".";

/** The law on the reference, each scenario in the newest profile of its range. */
export default {
  paths: [`${root}/features/!(harness)/**/*.feature`],
  import: [`${root}/dist/steps/index.js`],
  format: ["progress"],
  publish: false,
};

/** The kit on itself: npx cucumber-js --profile harness. */
export const harness = {
  paths: [`${root}/features/harness/**/*.feature`],
  import: [`${root}/dist/steps/harness.js`],
  format: ["progress"],
  publish: false,
};
