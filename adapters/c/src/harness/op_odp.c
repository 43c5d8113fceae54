/* SPDX-License-Identifier: MIT */
/* Operations of on-demand paging. */
#include <errno.h>
#include <stdio.h>

#include "core/inject.h"
#include "core/report.h"
#include "harness/odp.h"
#include "harness/op.h"
#include "memory/fault.h"
#include "memory/report.h"

struct value op_odp_context(const struct operands *on)
{
    struct odp_context *context = arena_alloc(&the_world->arena, sizeof(*context));

    if (injected(&the_world->domain, INJECT_QUERY_DEVICE))
        return value_code(-EIO);
    context->name = arena_copy(&the_world->arena, on->context);
    context->mm = on->mm;
    context->plain = on->plain;
    klock_init(&context->registering, (struct wait_reason){WAIT_OTHER, "the lock of the context"});
    pthread_mutex_init(&context->sections_raw, NULL);
    rwsem_init(&context->umem_rwsem, (struct wait_reason){WAIT_OTHER, "umem_rwsem"});
    registry_set(&the_world->contexts, on->context, context);
    return value_code(0);
}

/* It is registered from now on, and counted. */
static void enter(struct odp_umem *umem, const char *name)
{
    atomic_fetch_add(&umem->context->registered, 1);
    atomic_fetch_add(&umem->context->in_tree, umem->linked);
    registry_set(&the_world->umems, name, umem);
}

/* The process that asks has to be that of the context; its address space has a user meanwhile. */
static struct value get(const struct operands *on, bool implicit, int without_users)
{
    struct odp_context *context = registry_find(&the_world->contexts, on->context);
    struct odp_umem *umem = arena_alloc(&the_world->arena, sizeof(*umem));
    int result = -EINVAL;

    if (!context || registry_find(&the_world->umems, on->umem))
        return value_code(-EINVAL);
    if (!mmget_not_zero(on->mm))
        return value_code(without_users);
    umem->name = arena_copy(&the_world->arena, on->umem);
    umem->context = context;
    umem->implicit = implicit;
    umem->readonly = on->readonly;
    if (on->mm == context->mm)
        result = odp_form()->get(umem, on->start, on->length);
    if (result == 0)
        enter(umem, on->umem);
    else
        odp_umem_free(umem);
    mmput(on->mm); /* perhaps the last one: then exit runs here, and takes what callbacks take */
    return value_code(result);
}

struct value op_odp_get(const struct operands *on)
{
    return get(on, false, -EINVAL);
}

struct value op_odp_get_implicit(const struct operands *on)
{
    return get(on, true, -EINVAL);
}

struct value op_odp_get_child(const struct operands *on)
{
    const struct odp_umem *parent = registry_find(&the_world->umems, on->parent);

    return parent && parent->implicit ? get(on, false, -EFAULT) : value_code(-EINVAL);
}

struct value op_odp_release(const struct operands *on)
{
    struct odp_umem *umem = registry_find(&the_world->umems, on->umem);

    if (!umem)
        return value_null();
    registry_set(&the_world->umems, on->umem, NULL);
    odp_form()->release(umem);
    odp_umem_free(umem);
    atomic_fetch_sub(&umem->context->registered, 1);
    atomic_fetch_sub(&umem->context->in_tree, umem->linked);
    return value_null();
}

static bool holds(const struct odp_umem *umem, uint64_t address)
{
    return address >= (umem->umem.start & ~(PAGE_BYTES - 1)) && address < umem->umem.end;
}

/* The first half of a fault. On success the address space has one user more. */
static int walk(struct odp_umem *umem, uint64_t address, bool write, struct odp_found *found)
{
    struct mm *mm = umem->context->mm;
    int result = -EBUSY;

    if (!holds(umem, address) || (write && umem->umem.readonly))
        return -EFAULT;
    *found = (struct odp_found){.umem = umem, .address = address, .write = write};
    found->seq = odp_form()->begin(umem);
    if (!mmget_not_zero(mm))
        return -EINVAL;
    section_lock(mm, MM_MMAP_LOCK, true);
    if (!odp_form()->collided(umem, found->seq))
        result = fault_look_up(mm, address, write, &found->page, odp_form()->references);
    if (result == 0 && odp_form()->references)
        report_page("page_get", found->page);
    section_unlock(mm, MM_MMAP_LOCK);
    if (result)
        mmput(mm);
    return result;
}

/* The slot has another page than the process: something went wrong before, and that page goes as in a section. */
static void invalidate_slot(struct odp_found *found)
{
    struct umem *umem = &found->umem->umem;
    uint64_t start = found->address & ~(PAGE_BYTES - 1);

    report_message("%s has a page at %llx that is not the process's", found->umem->name, (unsigned long long)start);
    umem_section_start(umem, start, start + PAGE_BYTES, false);
    umem_section_end(umem);
}

/* 0: it is mapped now; -EAGAIN if it collided, or the slot has another page; *stored says what became of the slot. */
static int store(struct odp_found *found, enum umem_stored *stored)
{
    struct odp_umem *umem = found->umem;
    int result = 0;

    *stored = UMEM_HAD_IT;
    klock_lock(&umem->umem.mutex);
    if (odp_form()->retry(umem, found->seq))
        result = -EAGAIN;
    else if (injected(&the_world->domain, INJECT_DMA_MAP))
        result = -EFAULT;
    else
        *stored = umem_map(&umem->umem, found->address, found->page, found->write);
    klock_unlock(&umem->umem.mutex);
    return *stored == UMEM_HAS_ANOTHER ? -EAGAIN : result;
}

/* The second half. 0: the page is mapped now. */
static int commit(struct odp_found *found)
{
    enum umem_stored stored;
    int result = store(found, &stored);

    if (odp_form()->references && !(found->umem->umem.pins && stored == UMEM_STORED)) {
        report_page("page_put", found->page);
        page_put(found->page);
    }
    if (stored == UMEM_HAS_ANOTHER)
        invalidate_slot(found);
    mmput(found->umem->context->mm);
    return result;
}

/* 0: mapped. -EAGAIN: it collided. */
static int fault(struct odp_umem *umem, uint64_t address, bool write)
{
    struct odp_found found;
    int result;

    do {
        result = walk(umem, address, write, &found);
        if (result == -EBUSY && injected(&the_world->domain, INJECT_ODP_TIMEOUT))
            return -EBUSY;
        if (result == 0)
            result = commit(&found);
    } while (odp_form()->tries_again && (result == -EAGAIN || result == -EBUSY));
    return result == -EBUSY ? -EAGAIN : result;
}

static struct value outcome(int result)
{
    if (result == -EAGAIN)
        return value_name("retry");
    return result ? value_code(result) : value_name("mapped");
}

struct value op_odp_fault(const struct operands *on)
{
    struct odp_umem *umem = registry_find(&the_world->umems, on->umem);

    return umem ? outcome(fault(umem, on->address, on->write)) : value_code(-EINVAL);
}

struct value op_odp_walk(const struct operands *on)
{
    struct odp_umem *umem = registry_find(&the_world->umems, on->umem);
    struct odp_found *found = arena_alloc(&the_world->arena, sizeof(*found));
    int result = umem ? walk(umem, on->address, on->write, found) : -EINVAL;

    if (result == 0)
        on->token->found = found;
    return value_code(result);
}

struct value op_odp_commit(const struct operands *on)
{
    struct odp_umem *umem = registry_find(&the_world->umems, on->umem);
    struct odp_found *found = on->token->found;

    if (!umem || !found || found->umem != umem)
        return value_code(-EINVAL);
    on->token->found = NULL;
    return outcome(commit(found));
}

static struct value number(unsigned long many)
{
    char text[32];

    snprintf(text, sizeof(text), "%lu", many);
    return value_name(arena_copy(&the_world->arena, text));
}

struct value op_odp_map_pages(const struct operands *on)
{
    struct odp_umem *umem = registry_find(&the_world->umems, on->umem);
    uint64_t at = on->start & ~(PAGE_BYTES - 1), end = on->start + on->length;
    unsigned long many = 0;

    if (!umem || on->access == ACCESS_NONE)
        return value_code(-EINVAL);
    if (on->start < umem->umem.start || end > umem->umem.end || end < on->start)
        return value_code(-EFAULT);
    for (; at < end; at += PAGE_BYTES, many++) {
        int result = fault(umem, at, on->access == ACCESS_WRITE);

        if (result == -EAGAIN || (result && many == 0))
            return value_code(result);
        if (result)
            break;
    }
    return number(many);
}

struct value op_odp_sample(const struct operands *on)
{
    struct odp_umem *umem = registry_find(&the_world->umems, on->umem);

    if (umem)
        atomic_store(&on->token->seq, odp_form()->sample(umem));
    atomic_store(&on->token->set, true);
    return value_null();
}

struct value op_odp_retry(const struct operands *on)
{
    struct odp_umem *umem = registry_find(&the_world->umems, on->umem);
    bool again;

    if (!umem)
        return value_bool(true);
    klock_lock(&umem->umem.mutex);
    again = !umem->implicit && odp_form()->retry(umem, atomic_load(&on->token->seq));
    klock_unlock(&umem->umem.mutex);
    return value_bool(again);
}

struct value op_odp_wait(const struct operands *on)
{
    struct odp_umem *umem = registry_find(&the_world->umems, on->umem);

    return value_code(umem ? odp_form()->wait(umem) : -EINVAL);
}
