/* SPDX-License-Identifier: MIT */
#ifndef MEMORY_FILE_H
#define MEMORY_FILE_H

#include "memory/page.h"
#include "sync/klock.h"

struct vma;

/* A file: the pages that it has in memory, and the VMAs that map it (its reverse map). */
struct file {
    struct domain *domain;
    struct klock lock; /* guards the pages; a fault holds it until it has mapped what it found */
    struct file_page *pages;
    pthread_mutex_t vmas_raw;
    struct vma *vmas; /* in the order in which they came */
    unsigned long next_number;
};

struct file *file_new(struct domain *domain);

/* The page at that offset, made if there is none. With the lock held; no reference is taken. */
struct page *file_page(struct file *file, uint64_t offset);
/* Forgets the pages of [start,end), and hands each, with the reference, to `take`. */
void file_forget(struct file *file, uint64_t start, uint64_t end, void (*take)(void *, struct page *), void *arg);

/* Forgets one page, with the lock held; false if it had forgotten it already. The reference is the caller's. */
bool file_drop(struct file *file, const struct page *page);

void file_link(struct file *file, struct vma *vma);
void file_unlink(struct file *file, struct vma *vma);
/* The first VMA whose number is larger; NULL after the last one. */
struct vma *file_next_vma(struct file *file, unsigned long number);

#endif
