/** A file of a starter project. */
export interface StarterFile {
  /** Within the package. */
  readonly from: string;
  /** Within the new folder. */
  readonly to: string;
  /** What it is, for the README; left out where nobody needs to look at it. */
  readonly meaning?: string;
}

/** A language that `init` knows. */
export interface Language {
  readonly title: string;
  readonly files: readonly StarterFile[];
  /** The argv that brings the language's own tool, where a project does that by itself. */
  readonly prepare?: readonly string[];
  /** The argv that builds it, where it has to be built. */
  readonly build?: readonly string[];
  /** The argv that starts it. */
  readonly command: readonly string[];
  /** What the build leaves behind, for .gitignore. */
  readonly built: readonly string[];
  /** Where the handshake stands. */
  readonly where: string;
}

const STARTERS = "adapters/starters";
const C_SOURCES = "adapters/c/src";

/** What the C implementation of the kit reads and writes JSON with. */
function cBase(): StarterFile[] {
  const names = ["arena.c", "arena.h", "buffer.c", "buffer.h", "json.c", "json.h", "json_reader.h", "json_string.c"];
  return [...names.map((name) => `base/${name}`), "sync/raw.h"].map((to) => ({ from: `${C_SOURCES}/${to}`, to }));
}

/** The languages of `mmuspec init`. */
export const LANGUAGES: Readonly<Record<string, Language>> = {
  c: {
    title: "C",
    files: [
      {
        from: `${STARTERS}/c/main.c`,
        to: "main.c",
        meaning: "the conversation, and the world that `reset` makes anew",
      },
      { from: `${STARTERS}/c/Makefile`, to: "Makefile", meaning: "builds `adapter`" },
      ...cBase(),
    ],
    build: ["make"],
    command: ["./adapter"],
    built: ["/adapter"],
    where: "`handshake` in `main.c`",
  },
  python: {
    title: "Python",
    files: [
      {
        from: `${STARTERS}/python/adapter.py`,
        to: "adapter.py",
        meaning: "the conversation, and the handshake",
      },
      {
        from: `${STARTERS}/python/world.py`,
        to: "world.py",
        meaning: "the world that `reset` makes anew, and what threads can do in it",
      },
    ],
    command: ["python3", "adapter.py"],
    built: ["__pycache__/"],
    where: "`HANDSHAKE` in `adapter.py`",
  },
  rust: {
    title: "Rust",
    files: [
      { from: `${STARTERS}/rust/Cargo.toml`, to: "Cargo.toml" },
      {
        from: `${STARTERS}/rust/src/main.rs`,
        to: "src/main.rs",
        meaning: "the conversation, and the world that `reset` makes anew",
      },
      { from: `${STARTERS}/rust/src/json.rs`, to: "src/json.rs", meaning: "JSON, so that it depends on nothing" },
    ],
    build: ["cargo", "build", "--release", "--quiet"],
    command: ["./target/release/{{name}}"],
    built: ["/target/"],
    where: "`handshake` in `src/main.rs`",
  },
  go: {
    title: "Go",
    files: [
      { from: `${STARTERS}/go/go.mod`, to: "go.mod" },
      {
        from: `${STARTERS}/go/main.go`,
        to: "main.go",
        meaning: "the conversation, and the world that `reset` makes anew",
      },
    ],
    build: ["go", "build", "-o", "adapter", "."],
    command: ["./adapter"],
    built: ["/adapter"],
    where: "`handshake` in `main.go`",
  },
  typescript: {
    title: "TypeScript",
    files: [
      { from: `${STARTERS}/typescript/package.json`, to: "package.json" },
      { from: `${STARTERS}/typescript/tsconfig.json`, to: "tsconfig.json" },
      {
        from: `${STARTERS}/typescript/adapter.ts`,
        to: "adapter.ts",
        meaning: "the conversation, and the world that `reset` makes anew",
      },
    ],
    prepare: ["npm", "install", "--silent"],
    build: ["npm", "run", "--silent", "build"],
    command: ["node", "dist/adapter.js"],
    built: ["/dist/", "/node_modules/"],
    where: "`HANDSHAKE` in `adapter.ts`",
  },
};
