/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_OP_H
#define HARNESS_OP_H

#include "harness/subscriber.h"
#include "harness/world.h"
#include "core/inject.h"
#include "core/mm_lock.h"
#include "memory/page.h"
#include "memory/vma.h"

/* The operations that a thread can be told to do: one table, in op_table.c. */

/* Parameters; the names in op_table.c stand in the same order. */
enum parameter {
    PARAMETER_MM,
    PARAMETER_SUBSCRIBER,
    PARAMETER_TABLE,
    PARAMETER_RANGE,
    PARAMETER_TOKEN,
    PARAMETER_CHILD,
    PARAMETER_MIRROR,
    PARAMETER_CONTEXT,
    PARAMETER_UMEM,
    PARAMETER_PARENT,
    PARAMETER_DOMAIN,
    PARAMETER_LOCK, /* the last one that is a name */
    PARAMETER_START,
    PARAMETER_END,
    PARAMETER_LENGTH,
    PARAMETER_ADDRESS,
    PARAMETER_MODE,
    PARAMETER_VIA,
    PARAMETER_VMA,
    PARAMETER_CONTENT,
    PARAMETER_WRITE,
    PARAMETER_SAYS,
    PARAMETER_PLAIN,
    PARAMETER_READONLY,
    PARAMETER_ACCESS,
    PARAMETER_REFERENCES,
    PARAMETER_FALLIBLE,
    PARAMETER_CHANGE_PTE,
    PARAMETER_RANGES_ONLY,
    PARAMETER_WAITS,
    PARAMETER_IOMMU,
    PARAMETER_RECOVERY,
    PARAMETER_ATS,
    PARAMETER_BTM,
    PARAMETER_RANGES,
    PARAMETER_MARKS,
    PARAMETER_FAULT,
    PARAMETER_NUMBER,
    PARAMETER_COUNT,
};

enum access { ACCESS_NONE, ACCESS_READ, ACCESS_WRITE };

/* What an operation works on: a call whose names have been looked up. */
struct operands {
    struct mm *mm;
    struct subscriber *subscriber;
    struct table *table;
    struct section_object *section;
    struct token *token;
    struct klock *lock;
    struct mm *child;
    const char *mirror; /* the name of a device, whether there is one or not */
    uint64_t start, end, length, address;
    const struct vma_kind *vma;
    enum content content;
    bool write;
    const char *says;
    const char *context, *umem, *parent, *domain;
    bool plain, readonly, references, fallible, change_pte, ranges_only, waits, ats, btm, ranges, marks;
    enum iommu_kind iommu;
    enum injection fault;
    long long number;
    enum recovery recovery;
    enum access access;
    enum rw_mode mode;
    enum mm_lock via;
};

/* What the profile has to have for an operation to exist. */
enum op_need { NEED_NOTHING, NEED_FLAGS, NEED_RANGES, NEED_GETPUT, NEED_INTERVAL, NEED_INTERVAL_PROP, NEED_TLB,
               NEED_UPGRADE_SECTION, NEED_SVA };

enum op_flags {
    OP_LIST = 1,           /* its subscriber is a list subscriber */
    OP_INTERVAL = 2,       /* its subscriber is an interval subscriber */
    OP_SLEEPS = 4,         /* always may wait, so it is refused where nothing may sleep */
    OP_NEW_MM = 8,         /* its mm does not exist yet */
    OP_OPENS = 16,         /* its range object is closed before */
    OP_CLOSES = 32,        /* its range object was opened by this thread */
    OP_NEEDS_TOKEN = 64,   /* its token exists already */
    OP_MAY_BE_EMPTY = 128, /* start may equal end */
    OP_ANY_RANGE = 256,    /* start may even lie above end: it is the operation that answers */
};

struct op {
    const char *name;
    uint64_t parameters; /* a bit for each */
    enum op_need need;
    unsigned flags;
    struct value refused; /* the result of one that OP_SLEEPS, where it must not */
    struct value (*run)(const struct operands *);
};

extern const char *const parameter_names[PARAMETER_COUNT];

/* NULL if the operation is not offered in this profile. */
const struct op *op_find(const char *name, const struct policy *policy);

/* op_mm.c */
struct value op_mm_create(const struct operands *);
struct value op_mmget_not_zero(const struct operands *);
struct value op_mmput(const struct operands *);
struct value op_mmgrab(const struct operands *);
struct value op_mmdrop(const struct operands *);
struct value op_mmap_lock(const struct operands *);
struct value op_mmap_trylock(const struct operands *);
struct value op_mmap_downgrade(const struct operands *);
struct value op_mmap_unlock(const struct operands *);
struct value op_lock(const struct operands *);
struct value op_unlock(const struct operands *);

/* op_memory.c */
struct value op_mmap(const struct operands *);
struct value op_munmap(const struct operands *);
struct value op_madvise_dontneed(const struct operands *);
struct value op_mprotect_read(const struct operands *);
struct value op_write_fault(const struct operands *);
struct value op_fork(const struct operands *);
struct value op_truncate(const struct operands *);
struct value op_oom_reap(const struct operands *);
struct value op_process_mrelease(const struct operands *);
struct value op_store(const struct operands *);
struct value op_reclaim_page(const struct operands *);
struct value op_set_access_flags(const struct operands *);
struct value op_upgrade_fault(const struct operands *);
struct value op_secondary_map(const struct operands *);
struct value op_secondary_look(const struct operands *);

/* op_walker.c */
struct value op_walker_create(const struct operands *);
struct value op_walker_destroy(const struct operands *);
struct value op_walker_read(const struct operands *);
struct value op_walker_write(const struct operands *);

/* op_sva.c */
struct value op_sva_device(const struct operands *);
struct value op_sva_bind(const struct operands *);
struct value op_sva_unbind(const struct operands *);
struct value op_sva_unload(const struct operands *);
struct value op_device_access(const struct operands *);

/* op_mirror.c */
struct value op_mirror_create(const struct operands *);
struct value op_mirror_destroy(const struct operands *);
struct value op_mirror_walk(const struct operands *);
struct value op_mirror_commit(const struct operands *);
struct value op_mirror_fault(const struct operands *);

/* op_shadow.c */
struct value op_shadow_create(const struct operands *);
struct value op_shadow_destroy(const struct operands *);
struct value op_shadow_walk(const struct operands *);
struct value op_shadow_commit(const struct operands *);
struct value op_shadow_fault(const struct operands *);

/* op_odp.c */
struct value op_odp_context(const struct operands *);
struct value op_odp_get(const struct operands *);
struct value op_odp_get_implicit(const struct operands *);
struct value op_odp_get_child(const struct operands *);
struct value op_odp_release(const struct operands *);
struct value op_odp_fault(const struct operands *);
struct value op_odp_walk(const struct operands *);
struct value op_odp_commit(const struct operands *);
struct value op_odp_map_pages(const struct operands *);
struct value op_odp_sample(const struct operands *);
struct value op_odp_retry(const struct operands *);
struct value op_odp_wait(const struct operands *);

/* op_test.c */
struct value op_inject(const struct operands *);
struct value op_preset_users(const struct operands *);
struct value op_preset_seq(const struct operands *);

/* op_age.c */
struct value op_clear_flush_young(const struct operands *);
struct value op_clear_young(const struct operands *);
struct value op_test_young(const struct operands *);

/* op_section.c */
struct value op_invalidate(const struct operands *);
struct value op_start(const struct operands *);
struct value op_start_nonblock(const struct operands *);
struct value op_end(const struct operands *);

/* op_ranges.c */
struct value op_range_is_valid(const struct operands *);
struct value op_range_wait_valid(const struct operands *);

/* op_list.c */
struct value op_register(const struct operands *);
struct value op_register_locked(const struct operands *);
struct value op_register_null(const struct operands *);
struct value op_unregister(const struct operands *);
struct value op_get(const struct operands *);
struct value op_get_locked(const struct operands *);
struct value op_put(const struct operands *);
struct value op_synchronize(const struct operands *);

/* op_interval.c */
struct value op_interval_insert(const struct operands *);
struct value op_interval_insert_locked(const struct operands *);
struct value op_interval_insert_safe(const struct operands *);
struct value op_interval_remove(const struct operands *);
struct value op_interval_update(const struct operands *);
struct value op_read_begin(const struct operands *);
struct value op_read_retry(const struct operands *);

#endif
