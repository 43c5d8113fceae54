// SPDX-License-Identifier: GPL-2.0-only
#include "agent.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST 128

static const int limits[SORTS] = {LX_THREADS, LX_SUBSCRIBERS, LX_TABLES, LX_MMS, LX_RANGES, LX_TOKENS, LX_LOCKS, LX_GATES};
static char *names[SORTS][MOST];
static int counts[SORTS];

void names_clear(void)
{
	memset(counts, 0, sizeof(counts));
}

static int find(enum sort sort, const char *name)
{
	int i;

	for (i = 0; i < counts[sort]; i++)
		if (strcmp(names[sort][i], name) == 0)
			return i;
	return -1;
}

int name_intern(enum sort sort, const char *name)
{
	int found = find(sort, name);

	if (found >= 0)
		return found;
	if (counts[sort] == limits[sort])
		return -1;
	names[sort][counts[sort]] = strdup(name);
	return counts[sort]++;
}

void name_move(enum sort sort, int from, int to)
{
	char *name = names[sort][from];

	names[sort][from] = names[sort][to];
	names[sort][to] = name;
}

static int find_object(const char *name)
{
	const char *mark = strrchr(name, '#');
	char table[256];
	int index, n;

	if (!mark || (size_t)(mark - name) >= sizeof(table))
		return -1;
	memcpy(table, name, (size_t)(mark - name));
	table[mark - name] = 0;
	index = find(SORT_TABLE, table);
	n = atoi(mark + 1);
	return index >= 0 && n >= 1 && n <= LX_OBJECTS ? LX_OBJECT(index, n - 1) : -1;
}

int name_find(enum sort sort, const char *name)
{
	int found = find(sort, name);

	return found < 0 && sort == SORT_SUBSCRIBER ? find_object(name) : found;
}

static const char *object_name(int object)
{
	static char text[4][256];
	static unsigned next;
	char *into = text[next++ % 4];

	snprintf(into, sizeof(text[0]), "%s#%d", names[SORT_TABLE][object / LX_OBJECTS], object % LX_OBJECTS + 1);
	return into;
}

const char *name_of(enum sort sort, int index)
{
	if (sort == SORT_SUBSCRIBER && index >= LX_SUBSCRIBERS)
		return object_name(index - LX_SUBSCRIBERS);
	return index >= 0 && index < counts[sort] ? names[sort][index] : "unknown";
}
