/* SPDX-License-Identifier: MIT */
#include "core/itree.h"

#include <stddef.h>

static int height(const struct itree_node *node)
{
    return node ? node->height : 0;
}

/* Brings what a node knows about its subtrees up to date. */
static void update(struct itree_node *node)
{
    int left = height(node->left), right = height(node->right);

    node->height = 1 + (left > right ? left : right);
    node->max_last = node->last;
    if (node->left && node->left->max_last > node->max_last)
        node->max_last = node->left->max_last;
    if (node->right && node->right->max_last > node->max_last)
        node->max_last = node->right->max_last;
}

static struct itree_node *rotate_right(struct itree_node *node)
{
    struct itree_node *top = node->left;

    node->left = top->right;
    top->right = node;
    update(node);
    update(top);
    return top;
}

static struct itree_node *rotate_left(struct itree_node *node)
{
    struct itree_node *top = node->right;

    node->right = top->left;
    top->left = node;
    update(node);
    update(top);
    return top;
}

/* Restores the AVL condition at a node whose subtrees differ by at most two. */
static struct itree_node *balance(struct itree_node *node)
{
    int lean = height(node->left) - height(node->right);

    update(node);
    if (lean > 1) {
        if (height(node->left->left) < height(node->left->right))
            node->left = rotate_left(node->left);
        return rotate_right(node);
    }
    if (lean < -1) {
        if (height(node->right->right) < height(node->right->left))
            node->right = rotate_right(node->right);
        return rotate_left(node);
    }
    return node;
}

static bool before(const struct itree_node *a, const struct itree_node *b)
{
    return a->first != b->first ? a->first < b->first : a->serial < b->serial;
}

static struct itree_node *insert(struct itree_node *root, struct itree_node *node)
{
    if (!root)
        return node;
    if (before(node, root))
        root->left = insert(root->left, node);
    else
        root->right = insert(root->right, node);
    return balance(root);
}

/* Takes the leftmost node out of a subtree. */
static struct itree_node *take_leftmost(struct itree_node *root, struct itree_node **taken)
{
    if (!root->left) {
        *taken = root;
        return root->right;
    }
    root->left = take_leftmost(root->left, taken);
    return balance(root);
}

static struct itree_node *without_root(struct itree_node *root)
{
    struct itree_node *successor;
    struct itree_node *right;

    if (!root->right)
        return root->left;
    right = take_leftmost(root->right, &successor);
    successor->left = root->left;
    successor->right = right;
    return balance(successor);
}

static struct itree_node *erase(struct itree_node *root, const struct itree_node *node)
{
    if (!root || root == node)
        return root ? without_root(root) : NULL;
    if (before(node, root))
        root->left = erase(root->left, node);
    else
        root->right = erase(root->right, node);
    return balance(root);
}

void itree_insert(struct itree *tree, struct itree_node *node)
{
    node->serial = tree->next_serial++;
    node->left = node->right = NULL;
    update(node);
    tree->root = insert(tree->root, node);
}

void itree_remove(struct itree *tree, struct itree_node *node)
{
    tree->root = erase(tree->root, node);
}

/* The first node that comes after `after` (NULL: any) and overlaps [first,last]. */
static struct itree_node *find(struct itree_node *root, const struct itree_node *after, uint64_t first, uint64_t last)
{
    while (root && root->max_last >= first) {
        if (!after || before(after, root)) {
            struct itree_node *left = find(root->left, after, first, last);

            if (left)
                return left;
            if (root->first > last)
                return NULL; /* and so does everything to its right */
            if (root->last >= first)
                return root;
        }
        root = root->right;
    }
    return NULL;
}

struct itree_node *itree_first(const struct itree *tree, uint64_t first, uint64_t last)
{
    return find(tree->root, NULL, first, last);
}

struct itree_node *itree_next(const struct itree *tree, const struct itree_node *node, uint64_t first, uint64_t last)
{
    return find(tree->root, node, first, last);
}
