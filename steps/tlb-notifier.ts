import { addPhrases } from "./phrase.ts";
import { prepared } from "./prepared.ts";
import { setup } from "./vocabulary.ts";

const ALL = ["invalidate_secondary_tlbs", "free_notifier", "release"];

addPhrases([
  { says: 'tlb_register ""', plan: ({ mm }, [subscriber]) => ({ op: "tlb_register", args: { subscriber, mm } }) },
  { says: 'tlb_put ""', plan: (_, [subscriber]) => ({ op: "tlb_put", args: { subscriber } }) },
]);

setup(
  /^the (registered )?tlb notifier "([^"]*)"(?: with ([\w, ]+))?$/,
  async function (registered: string | null, subscriber: string, list: string | null) {
    const callbacks = list === null ? ALL : list === "no callbacks" ? [] : list.split(/, | and /);
    await this.define({ subscriber, type: "tlb", callbacks });
    if (registered !== null) await prepared(this, "T9", `tlb_register "${subscriber}"`);
  },
);
