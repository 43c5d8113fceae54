/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_SVA_H
#define HARNESS_SVA_H

#include "device/iommu.h"
#include "harness/subscriber.h"

/*
 * The driver of the world's one IOMMU. A domain has a list subscriber for each address space that
 * one of its devices is bound to; its notices become commands.
 */

/* What holds an address space, and its ASID, while a subscriber reads of it. */
struct sva_descriptor {
    struct mm *mm;
    unsigned refs;
    struct sva_descriptor *next;
};

/* A domain and an address space. */
struct sva_bond {
    struct iommu_space space;
    struct subscriber *subscriber;
    struct sva_descriptor *descriptor;
    unsigned bindings; /* of all devices; none: it is not to be found any more */
    bool cleared;      /* everything that was kept is dropped, and nothing new is kept */
    struct sva_bond *next;
};

struct sva_device {
    struct iommu_device hardware;
    struct iommu_context context; /* where each device has one */
    struct sva_bond *bond;
    unsigned bindings;
};

struct sva {
    struct iommu iommu;
    struct klock lock; /* sva_lock: one device is bound or unbound at a time */
    struct sva_bond *bonds;
    struct sva_descriptor *descriptors; /* under the raw lock of the IOMMU */
};

void sva_init(struct sva *sva);

/* 0, or an error after which nothing is left. */
int sva_bind(struct sva_device *device, struct mm *mm);
void sva_unbind(struct sva_device *device);

/* The callback of a bond's subscriber (harness/sva_notice.c). */
struct value sva_callback(const struct callback_call *call);
/* Drops what is kept of [start,end), as the hardware of the domain is told to. */
void sva_drop(struct sva_bond *bond, uint64_t start, uint64_t end);
/* Drops everything that is kept of the bond's address space. */
void sva_drop_all(struct sva_bond *bond);

/* The subscriber does not need it any more. Never sleeps. */
void sva_descriptor_put(struct sva_descriptor *descriptor);

#endif
