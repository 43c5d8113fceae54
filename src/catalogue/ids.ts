/** `features/ids.json`: every scenario id ever used. */
export interface IdRegister {
  /** Ids in use, sorted. */
  readonly ids: readonly string[];
  /** Ids no longer in use, each with the reason; they never come back. */
  readonly retired: Readonly<Record<string, string>>;
}

/** What is to be done about the register. */
export interface IdCheck {
  /** The register with the new ids in it. */
  readonly register: IdRegister;
  readonly added: readonly string[];
  readonly problems: string[];
}

function inOrder(ids: readonly string[]): string[] {
  return [...new Set(ids)].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
}

/** Compares the ids of the features with those ever used: none may vanish unsaid, none may be used again. */
export function checkIds(register: IdRegister, used: readonly string[]): IdCheck {
  const now = new Set(used);
  const gone = register.ids.filter((id) => !now.has(id));
  const back = used.filter((id) => Object.hasOwn(register.retired, id));
  const known = new Set(register.ids);
  return {
    register: { ids: inOrder([...register.ids, ...used]), retired: register.retired },
    added: inOrder(used.filter((id) => !known.has(id))),
    problems: [
      ...gone.map((id) => `scenario id ${id} is gone; move it to "retired" in features/ids.json, with the reason`),
      ...back.map((id) => `scenario id ${id} is retired and cannot be used again`),
    ],
  };
}
