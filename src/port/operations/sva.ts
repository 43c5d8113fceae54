import type { OperationRow } from "../operation-row.ts";

/** The drivers are of these; the tlb_notifier sketch would have them register otherwise. */
const SVA_PROFILES = "v6.1,v6.4-prop,v6.4-alt,v6.6,v6.12";

/** Devices that use the addresses of a process through an IOMMU, and the driver behind them. */
export const SVA_OPERATIONS = {
  sva_device: {
    capability: "smmu-sva",
    profiles: SVA_PROFILES,
    parameters: {
      mirror: "mirror",
      domain: "domain",
      iommu: "iommu?",
      recovery: "recovery?",
      ats: "flag?",
      btm: "flag?",
      ranges: "flag?",
      marks: "flag?",
    },
    result: "zero",
    errors: ["EINVAL"],
    meaning:
      "Puts a device into a domain of the world's one IOMMU; the first device of a domain says what its IOMMU can do: `iommu` (smmuv3), `btm` it snoops the TLB maintenance that the CPUs broadcast, `ranges` one command can name a range, `marks` (true) its walks set accessed and dirty bits. `recovery` (none) says what becomes of the device's faults; `ats`, or recovery pri, that it keeps translations itself. EINVAL if there is a device of that name.",
  },
  sva_bind: {
    capability: "smmu-sva",
    profiles: SVA_PROFILES,
    parameters: { mirror: "mirror", mm: "mm" },
    result: "zero",
    errors: ["EBUSY", "EINTR", "EINVAL", "ENOMEM", "ESRCH"],
    meaning:
      "Binds the device to the address space, once more if it is bound already. EINVAL if nobody uses the address space any more, ESRCH if it has no ASID, EBUSY if the device is bound to another. `inject` can make it fail: `asid-ESRCH`, `alloc-ENOMEM` for its notifier, `ENOMEM` and `EINTR` of the registration, `context-ENOMEM`.",
  },
  sva_unbind: {
    capability: "smmu-sva",
    profiles: SVA_PROFILES,
    parameters: { mirror: "mirror" },
    result: "void",
    meaning: "Ends one binding of the device; the last one of the domain to the address space takes the notifier away.",
  },
  sva_unload: {
    capability: "smmu-sva",
    profiles: SVA_PROFILES,
    parameters: {},
    result: "void",
    meaning: "The driver is unloaded: waits until every notifier that it let go of is freed.",
  },
  device_access: {
    capability: "smmu-sva",
    profiles: SVA_PROFILES,
    parameters: { mirror: "mirror", address: "address", write: "flag?" },
    result: "access",
    errors: ["EINVAL"],
    meaning:
      "One access of the device at an address of the process: `done`; `retry` if it faulted, the fault was resolved and the device was told to try again; `fault` if it ended there. EINVAL while the device is not bound.",
  },
} as const satisfies Readonly<Record<string, OperationRow>>;
