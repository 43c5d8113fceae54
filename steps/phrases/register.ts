import { addPhrases } from "../phrase.ts";

addPhrases([
  { says: 'register ""', plan: ({ mm }, [subscriber]) => ({ op: "register", args: { subscriber, mm } }) },
  { says: 'register locked ""', plan: ({ mm }, [subscriber]) => ({ op: "register_locked", args: { subscriber, mm } }) },
  { says: "register nothing", plan: ({ mm }) => ({ op: "register_null", args: { mm } }) },
  { says: 'unregister ""', plan: (_, [subscriber]) => ({ op: "unregister", args: { subscriber } }) },
  { says: 'get ""', plan: ({ mm }, [table]) => ({ op: "get", args: { table, mm } }) },
  { says: 'get locked ""', plan: ({ mm }, [table]) => ({ op: "get_locked", args: { table, mm } }) },
  { says: 'put ""', plan: (_, [subscriber]) => ({ op: "put", args: { subscriber } }) },
  { says: "synchronize", plan: () => ({ op: "synchronize", args: {} }) },
  {
    says: 'set the users of "" to <>',
    plan: (_, [subscriber, count]) => ({
      op: "preset_users",
      args: { subscriber, count: count === "maximum" ? -1 : Number(count) },
    }),
  },
]);
