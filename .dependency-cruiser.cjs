/** Which way dependencies point. `npm run structure` checks it. */

const LAYERS = {
  // folder: the folders that it may use besides itself
  port: [],
  kernel: ["port"],
  notifier: ["kernel", "port"],
  mm: ["kernel", "notifier", "port"],
  device: ["kernel", "notifier", "mm", "port"],
  odp: ["kernel", "notifier", "mm", "device", "port"],
  smmu: ["kernel", "notifier", "mm", "port"],
  kvm: ["kernel", "notifier", "mm", "device", "port"],
  oracle: ["port"],
  // The explorer knows the scheduler, and none of what it explores.
  explore: ["kernel"],
  reference: ["kernel", "notifier", "mm", "device", "smmu", "odp", "kvm", "explore", "oracle", "port"],
  mutants: ["kernel", "notifier", "mm", "device", "smmu", "odp", "kvm", "reference", "port"],
  protocol: ["port"],
  catalogue: ["port"],
  trace: ["port"],
  init: ["port"],
  runner: ["port", "catalogue"],
  // What a person wants of an exploration; through the port, so of any implementation that runs in every order.
  orders: ["port", "catalogue", "runner", "explore"],
  report: ["port", "protocol", "trace"],
  linux: ["port", "protocol", "runner"],
};

/** Single edges beyond the layers, each with its reason. */
const EXCEPTIONS = {
  // Plain `npx cucumber-js` has nobody to tell the steps what to talk to.
  "^src/runner/session\\.ts$": "^src/reference/create-reference\\.ts$",
};

const TESTS = "\\.test\\.ts$|/fixtures/";

function layer([folder, uses]) {
  const allowed = [folder, ...uses].map((name) => `^src/${name}/`);
  const exception = Object.entries(EXCEPTIONS).filter(([from]) => from.startsWith(`^src/${folder}/`));
  return {
    name: `${folder}-uses-what-it-may`,
    severity: "error",
    from: { path: `^src/${folder}/`, pathNot: [TESTS, ...exception.map(([from]) => from)] },
    to: { path: "^(src|steps|scripts|bench)/", pathNot: allowed },
  };
}

module.exports = {
  forbidden: [
    ...Object.entries(LAYERS).map(layer),
    ...Object.entries(EXCEPTIONS).map(([from, to]) => ({
      name: `exception-of-${from.replace(/[^a-z]+/g, "-")}`,
      severity: "error",
      from: { path: from },
      to: { path: "^src/", pathNot: [to, "^src/runner/", "^src/catalogue/", "^src/port/"] },
    })),
    {
      name: "steps-see-no-implementation",
      comment: "A step definition only calls the port.",
      severity: "error",
      from: { path: "^steps/", pathNot: TESTS },
      to: { path: "^src/(kernel|notifier|mm|device|odp|kvm|explore|reference|mutants|cli|report)/" },
    },
    {
      name: "nobody-uses-the-cli",
      severity: "error",
      from: { path: "^(src/(?!cli/)|steps)" },
      to: { path: "^src/cli/" },
    },
    {
      name: "no-circles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "no-strangers", severity: "error", from: { pathNot: TESTS }, to: { couldNotResolve: true } },
    {
      name: "no-development-dependencies",
      severity: "error",
      from: { path: "^(src|steps)/", pathNot: TESTS },
      to: { dependencyTypes: ["npm-dev"], pathNot: "^node_modules/@types/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
