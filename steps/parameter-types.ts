import { defineParameterType } from "@cucumber/cucumber";

/** How often something may have happened. */
export interface Times {
  readonly words: string;
  readonly least: number;
  readonly most: number;
}

function times(words: string): Times {
  const number = /^(\d+) times?$/.exec(words);
  if (number !== null) return { words, least: Number(number[1]), most: Number(number[1]) };
  switch (words) {
    case "once":
      return { words, least: 1, most: 1 };
    case "twice":
      return { words, least: 2, most: 2 };
    case "at most once":
      return { words, least: 0, most: 1 };
    case "at least once":
      return { words, least: 1, most: Number.POSITIVE_INFINITY };
    case "once or twice":
      return { words, least: 1, most: 2 };
    default:
      return { words, least: 0, most: 0 };
  }
}

defineParameterType({ name: "thread", regexp: /T\d/, transformer: (name: string) => name });
defineParameterType({
  name: "callback",
  regexp:
    /release|clear_flush_young|clear_young|test_young|change_pte|invalidate_page|invalidate_range_start|invalidate_range_end|invalidate_range|arch_invalidate_secondary_tlbs|invalidate_secondary_tlbs|alloc_notifier|free_notifier|invalidate/,
  transformer: (name: string) => name,
});
defineParameterType({
  name: "times",
  regexp: /once or twice|once|twice|\d+ times?|at most once|at least once|never/,
  transformer: times,
});
defineParameterType({
  name: "value",
  regexp: /0|true|false|nothing|mapped|retry|done|fault|absent|current|stale|zero|one|two|E[A-Z]+|"[^"]*"/,
  transformer: (word: string) => word,
});
