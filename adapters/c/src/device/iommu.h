/* SPDX-License-Identifier: MIT */
#ifndef DEVICE_IOMMU_H
#define DEVICE_IOMMU_H

#include "device/secondary.h"
#include "memory/page.h"
#include "sync/klock.h"

/*
 * The hardware behind shared virtual addresses: an IOMMU that walks the page tables of a process
 * for devices. It keeps what it finds in a TLB, by address space, and devices can keep it
 * themselves (ATS). A refusal is kept too. What drops all of that is a command, or where the IOMMU
 * snoops a flush of the CPUs' TLBs. The driver is harness/sva.c.
 */

enum iommu_kind { IOMMU_SMMUV3, IOMMU_VTD, IOMMU_AMD, IOMMU_OCXL };

/* What becomes of a device's fault. */
enum recovery { RECOVERY_NONE, RECOVERY_PRI, RECOVERY_STALL };

enum context_state { CONTEXT_NONE, CONTEXT_VALID, CONTEXT_QUIET };

/* What walks find first: whose page tables, if any. */
struct iommu_context {
    const char *owner; /* the domain, or the device */
    enum context_state state;
};

/* The part of the TLB that is tagged with one address space, as one domain uses it. */
struct iommu_space {
    struct mm *mm;
    struct secondary *entries;
    struct iommu_domain *domain;
    struct iommu_context context; /* of the domain, where devices have none */
    struct iommu_space *next;     /* of the domain */
};

struct iommu_device {
    const char *name;
    struct iommu_domain *domain;
    enum recovery recovery;
    struct secondary *kept;           /* by the device; NULL if it keeps nothing */
    const struct iommu_space *kept_of;
    struct iommu_space *space;        /* that it is bound to, or NULL */
    struct iommu_context *context;    /* of its own, or of that space */
    struct iommu_device *next;        /* of the domain */
};

struct iommu_domain {
    const char *name;
    struct iommu *iommu;
    enum iommu_kind kind;
    bool btm, ranges, marks;
    struct iommu_device *devices; /* in the order in which they came */
    struct iommu_space *spaces;
    struct iommu_domain *next;
};

/* All of it under `raw`: a translation is one step, and a command is done when it returns. */
struct iommu {
    pthread_mutex_t raw;
    struct iommu_domain *domains;
};

/* What an access met. */
enum iommu_access { IOMMU_DONE, IOMMU_FAULT, IOMMU_QUIET, IOMMU_UNBOUND };

/* One access of the device. */
enum iommu_access iommu_access(struct iommu_device *device, uint64_t address, bool write);

/* The device is bound to the space, through the context; or to none. */
void iommu_attach(struct iommu_device *device, struct iommu_space *space, struct iommu_context *context);

/* Commands. `count` is how many a range takes. */
void iommu_write_context(struct iommu *iommu, struct iommu_context *context, enum context_state state);
void iommu_tlb_range(struct iommu_space *space, uint64_t start, uint64_t end, uint64_t count);
void iommu_tlb_all(struct iommu_space *space);
/* What devices keep of the space: for each of the domain that keeps anything. */
void iommu_atc_range(struct iommu_space *space, uint64_t start, uint64_t end, uint64_t count);
void iommu_atc_all(struct iommu_space *space);
/* All that one device keeps. */
void iommu_device_atc_all(struct iommu_device *device);

/* The CPUs have flushed their TLBs: an IOMMU that snoops drops the same. */
void iommu_snoop(struct iommu *iommu, const struct mm *mm, uint64_t start, uint64_t end);

/* Supplied by whoever uses it (harness/sva_events.c): a command was given, and is done. */
void report_context(const char *owner, enum context_state state);
void report_command_all(const char *owner, const char *command);
/* An access reached the page, or faulted (NULL). */
void report_device_access(const struct iommu_device *device, uint64_t address, bool write, struct page *page);
void report_command_range(const char *owner, const char *command, uint64_t start, uint64_t end, uint64_t count);

#endif
