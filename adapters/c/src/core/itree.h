/* SPDX-License-Identifier: MIT */
#ifndef CORE_ITREE_H
#define CORE_ITREE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * An interval tree: an AVL tree of closed byte intervals [first,last], ordered by (first, order
 * of insertion), in which each node knows the greatest `last` below it. Closed intervals because
 * [2^64-1, 2^64-1] has no half-open form. Needs its owner's lock for changes; while nobody
 * changes it, it may be read without one.
 */
struct itree_node {
    uint64_t first;
    uint64_t last;
    uint64_t serial; /* tells equal intervals apart */
    uint64_t max_last;
    struct itree_node *left, *right;
    int height;
};

struct itree {
    struct itree_node *root;
    uint64_t next_serial;
};

/* `first` and `last` are set, the rest need not be. */
void itree_insert(struct itree *tree, struct itree_node *node);
/* The node must be in the tree, with the interval it was inserted with. */
void itree_remove(struct itree *tree, struct itree_node *node);

/* The first node in order that overlaps [first,last]; NULL if none does. */
struct itree_node *itree_first(const struct itree *tree, uint64_t first, uint64_t last);
/* The next one after `node`. */
struct itree_node *itree_next(const struct itree *tree, const struct itree_node *node, uint64_t first,
                              uint64_t last);

#endif
