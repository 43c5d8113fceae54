// SPDX-License-Identifier: GPL-2.0-only
#include "agent.h"

#include <string.h>

static const struct {
	const char *name;
	const char *parameters;
} ops[] = {
#define X(name, parameters) {#name, parameters},
	LX_OPS(X)
#undef X
};

static const char *const callbacks[] = {
#define X(name) #name,
	LX_CALLBACKS(X)
#undef X
};

/* enum mmu_notifier_event, in its order. */
static const char *const kinds[] = {"UNMAP",	  "CLEAR",   "PROTECTION_VMA", "PROTECTION_PAGE",
				    "SOFT_DIRTY", "RELEASE", "MIGRATE",	       "EXCLUSIVE"};

#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

static int find(const char *const *table, int count, const char *name)
{
	int i;

	for (i = 0; i < count; i++)
		if (strcmp(table[i], name) == 0)
			return i;
	return -1;
}

const char *op_name(unsigned op)
{
	return ops[op].name;
}

const char *op_parameters(unsigned op)
{
	return ops[op].parameters;
}

int op_find(const char *name)
{
	int i;

	for (i = 0; i < LX_OP_COUNT; i++)
		if (strcmp(ops[i].name, name) == 0)
			return i;
	return -1;
}

const char *callback_name(unsigned callback)
{
	return callbacks[callback];
}

int callback_find(const char *name)
{
	return find(callbacks, LX_CB_COUNT, name);
}

const char *kind_name(int kind)
{
	return kind >= 0 && kind < COUNT(kinds) ? kinds[kind] : "OTHER";
}

int kind_find(const char *name)
{
	return find(kinds, COUNT(kinds), name);
}
