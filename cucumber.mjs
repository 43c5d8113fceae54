export default {
  paths: ["features/**/*.feature"],
  tags: "not @harness",
  import: ["dist/steps/index.js"],
};
