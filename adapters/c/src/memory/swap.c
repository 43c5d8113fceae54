/* SPDX-License-Identifier: MIT */
#include "memory/swap.h"

#include "memory/memory.h"

void swap_out(struct mm *mm, uint64_t address, enum content content)
{
    struct swapped *swapped = arena_alloc(mm->domain->arena, sizeof(*swapped));

    *swapped = (struct swapped){address, content, mm->memory->swapped};
    mm->memory->swapped = swapped;
}

bool swap_in(struct mm *mm, uint64_t address, enum content *content)
{
    struct swapped **link = &mm->memory->swapped;

    while (*link && (*link)->address != address)
        link = &(*link)->next;
    if (!*link)
        return false;
    *content = (*link)->content;
    *link = (*link)->next;
    return true;
}

void swap_drop(struct mm *mm, uint64_t start, uint64_t end)
{
    struct swapped **link = &mm->memory->swapped;

    while (*link) {
        if ((*link)->address >= start && (*link)->address < end)
            *link = (*link)->next;
        else
            link = &(*link)->next;
    }
}

void swap_copy(struct mm *mm, struct mm *child, uint64_t start, uint64_t end)
{
    const struct swapped *swapped;

    for (swapped = mm->memory->swapped; swapped; swapped = swapped->next)
        if (swapped->address >= start && swapped->address < end)
            swap_out(child, swapped->address, swapped->content);
}
