import { OPERATIONS, type OperationRow, type ParameterKind } from "../../src/port/operation.ts";

/** What can fail where a device is bound to an address space. */
const SVA_FAULTS = ["asid-ESRCH", "context-ENOMEM"];
/** What can fail in on-demand paging. */
const ODP_FAULTS = [
  "odp-data-ENOMEM",
  "page-list-ENOMEM",
  "dma-list-ENOMEM",
  "dma-map",
  "query-device",
  "lost-invalidation",
  "odp-timeout",
];
/** What can fail in the address space itself. */
const MM_FAULTS = ["page-table-ENOMEM", "huge-page-ENOMEM"];
const NAME = { $ref: "observation.schema.json#/$defs/Name" };
const ADDRESS = { $ref: "observation.schema.json#/$defs/Address" };

/** The schema of one parameter of each kind. */
export const KINDS: Readonly<Record<ParameterKind, object>> = {
  mm: NAME,
  subscriber: NAME,
  table: NAME,
  range: NAME,
  token: NAME,
  lock: NAME,
  mirror: NAME,
  context: NAME,
  umem: NAME,
  domain: NAME,
  iommu: { enum: ["smmuv3", "vtd", "amd", "ocxl"] },
  recovery: { enum: ["none", "pri", "stall"] },
  address: ADDRESS,
  length: ADDRESS,
  flag: { type: "boolean" },
  mode: { enum: ["read", "write"] },
  event: NAME,
  via: { enum: ["mmap_lock", "rmap"] },
  vma: {
    enum: [
      "anon",
      "none-anon",
      "file",
      "shared",
      "write-notify",
      "pfn",
      "hugetlb",
      "hugetlb-shared",
      "thp",
      "dax",
      "hugetlb-contiguous",
      "folded",
      "folded-shared",
    ],
  },
  fault: { enum: ["ENOMEM", "EINTR", "alloc-ENOMEM", ...SVA_FAULTS, ...ODP_FAULTS, ...MM_FAULTS] },
  access: { enum: ["none", "read", "write"] },
  content: { enum: ["zero", "one", "two"] },
  count: { type: "integer" },
};

function argumentsOf(row: OperationRow): object {
  const names = Object.keys(row.parameters);
  const kind = (name: string) => row.parameters[name] as string;
  return {
    type: "object",
    description: row.meaning,
    required: names.filter((name) => !kind(name).endsWith("?")),
    properties: Object.fromEntries(names.map((name) => [name, KINDS[kind(name).replace("?", "") as ParameterKind]])),
  };
}

/** schemas/operations.schema.json: the arguments of every operation, by name. */
export function operationsSchema(): object {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "https://mmuspec.dev/schemas/operations.schema.json",
    title: "Operations",
    description: "The arguments of every operation of `call`, by name. Generated from src/port/operation.ts.",
    type: "object",
    $defs: Object.fromEntries(Object.entries(OPERATIONS).map(([name, row]) => [name, argumentsOf(row)])),
  };
}
