/* SPDX-License-Identifier: MIT */
/* The interval tree against a plain list, under random changes near both ends of the numbers. */
#include "core/itree.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#define NODES 200
#define ROUNDS 60000

static struct itree_node nodes[NODES];
static bool linked[NODES];
static uint64_t random_state = 88172645463325252u;

static uint64_t next_random(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state;
}

/* Small numbers and numbers just below 2^64, so that the edges are hit often. */
static uint64_t edge_number(void)
{
    uint64_t small = next_random() % 40;

    return next_random() % 2 ? small : UINT64_MAX - small;
}

static void pick_interval(uint64_t *first, uint64_t *last)
{
    uint64_t a = edge_number(), b = edge_number();

    *first = a < b ? a : b;
    *last = a < b ? b : a;
}

static void fail(const char *what)
{
    printf("itree: %s\n", what);
    exit(1);
}

static bool hit(const struct itree_node *node, uint64_t first, uint64_t last)
{
    return node->first <= last && node->last >= first;
}

/* Every overlapping node once, in order, and no other. */
static void check_query(const struct itree *tree, uint64_t first, uint64_t last)
{
    const struct itree_node *node, *before = NULL;
    unsigned found = 0, expected = 0;
    int i;

    for (node = itree_first(tree, first, last); node; node = itree_next(tree, node, first, last)) {
        if (!hit(node, first, last))
            fail("a node that does not overlap");
        if (before && (before->first > node->first || (before->first == node->first && before->serial >= node->serial)))
            fail("nodes out of order");
        before = node;
        found++;
    }
    for (i = 0; i < NODES; i++)
        expected += linked[i] && hit(&nodes[i], first, last);
    if (found != expected)
        fail("a node is missing");
}

static int check_balance(const struct itree_node *node)
{
    int left, right;

    if (!node)
        return 0;
    left = check_balance(node->left);
    right = check_balance(node->right);
    if (left - right > 1 || right - left > 1)
        fail("not balanced");
    return 1 + (left > right ? left : right);
}

static void check_edges(void)
{
    struct itree tree = {NULL, 0};
    struct itree_node low = {.first = 0, .last = 0}, high = {.first = UINT64_MAX, .last = UINT64_MAX};

    itree_insert(&tree, &low);
    itree_insert(&tree, &high);
    if (itree_first(&tree, 0, 0) != &low || itree_next(&tree, &low, 0, 0))
        fail("[0,0]");
    if (itree_first(&tree, 1, UINT64_MAX - 1))
        fail("the middle is empty");
    if (itree_first(&tree, UINT64_MAX, UINT64_MAX) != &high)
        fail("[2^64-1,2^64-1]");
    if (itree_next(&tree, &low, 0, UINT64_MAX) != &high)
        fail("everything");
}

int main(void)
{
    struct itree tree = {NULL, 0};
    int round;

    check_edges();
    for (round = 0; round < ROUNDS; round++) {
        size_t i = next_random() % NODES;
        uint64_t first, last;

        if (linked[i]) {
            itree_remove(&tree, &nodes[i]);
        } else {
            pick_interval(&nodes[i].first, &nodes[i].last);
            itree_insert(&tree, &nodes[i]);
        }
        linked[i] = !linked[i];
        pick_interval(&first, &last);
        check_query(&tree, first, last);
        if (round % 64 == 0)
            check_balance(tree.root);
    }
    printf("itree: %d changes, each checked against a list\n", ROUNDS);
    return 0;
}
