import { addPhrases } from "../phrase.ts";
import { hex } from "../ranges.ts";

addPhrases([
  {
    says: 'store <> at ""',
    plan: ({ world, mm }, [content, at = ""]) => ({
      op: "store",
      args: { mm, address: hex(world.range(at).start), content },
    }),
  },
  { says: 'walker_create ""', plan: ({ mm }, [mirror]) => ({ op: "walker_create", args: { mirror, mm } }) },
  { says: 'walker_destroy ""', plan: (_, [mirror]) => ({ op: "walker_destroy", args: { mirror } }) },
  {
    says: '"" reads page ""',
    plan: ({ world }, [mirror, at = ""]) => ({
      op: "walker_read",
      args: { mirror, address: hex(world.range(at).start) },
    }),
  },
  {
    says: '"" writes <> to page ""',
    plan: ({ world }, [mirror, content, at = ""]) => ({
      op: "walker_write",
      args: { mirror, address: hex(world.range(at).start), content },
    }),
  },
]);
