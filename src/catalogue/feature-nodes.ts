import type {
  Background,
  Examples,
  Feature,
  GherkinDocument,
  Rule,
  Scenario as ScenarioNode,
  Step,
  TableRow,
} from "@cucumber/messages";

/** The nodes of a feature that a pickle refers to, by AST id. */
export interface FeatureNodes {
  readonly feature: Feature | undefined;
  readonly rules: readonly Rule[];
  readonly steps: ReadonlyMap<string, Step>;
  readonly rows: ReadonlyMap<string, { row: TableRow; examples: Examples }>;
  /** The Rule that a scenario stands in. */
  readonly ruleOf: ReadonlyMap<string, Rule>;
  readonly lines: ReadonlyMap<string, number>;
}

interface Child {
  readonly background?: Background;
  readonly scenario?: ScenarioNode;
}

class Index implements FeatureNodes {
  readonly rules: Rule[] = [];
  readonly steps = new Map<string, Step>();
  readonly rows = new Map<string, { row: TableRow; examples: Examples }>();
  readonly ruleOf = new Map<string, Rule>();
  readonly lines = new Map<string, number>();

  constructor(readonly feature: Feature | undefined) {
    for (const child of feature?.children ?? []) {
      if (child.rule === undefined) this.#child(child);
      else this.#rule(child.rule);
    }
  }

  #rule(rule: Rule): void {
    this.rules.push(rule);
    for (const child of rule.children) this.#child(child, rule);
  }

  #child(child: Child, rule?: Rule): void {
    for (const step of [...(child.background?.steps ?? []), ...(child.scenario?.steps ?? [])]) {
      this.steps.set(step.id, step);
    }
    if (child.scenario !== undefined) this.#scenario(child.scenario, rule);
  }

  #scenario(scenario: ScenarioNode, rule?: Rule): void {
    this.lines.set(scenario.id, scenario.location.line);
    if (rule !== undefined) this.ruleOf.set(scenario.id, rule);
    for (const examples of scenario.examples) {
      for (const row of examples.tableBody) {
        this.rows.set(row.id, { row, examples });
        this.lines.set(row.id, row.location.line);
      }
    }
  }
}

/** Indexes what a parsed feature file holds. */
export function indexFeature(document: GherkinDocument): FeatureNodes {
  return new Index(document.feature);
}
