/* SPDX-License-Identifier: MIT */
#include "harness/names.h"

#include <string.h>

#include "memory/arch.h"

/* In bytes: 200 characters of at most four. */
#define MAX_NAME 800

const char *read_name(const struct json *json, struct arena *arena, const char **why)
{
    const char *name = json_string(json);

    *why = "a name is missing, empty or too long";
    if (!name || !*name || strlen(name) > MAX_NAME)
        return NULL;
    return arena_copy(arena, name);
}

bool read_address(const struct json *json, uint64_t *address, const char **why)
{
    const char *text = json_string(json);
    size_t length = text ? strlen(text) : 0;
    uint64_t value = 0;

    *why = "an address is missing or malformed";
    if (length == 0 || length > 16 || (*text == '0' && length > 1))
        return false;
    for (; *text; text++) {
        const char *digits = "0123456789abcdef";
        const char *digit = strchr(digits, *text);

        if (!digit)
            return false;
        value = value << 4 | (uint64_t)(digit - digits);
    }
    *address = value;
    return true;
}

bool read_architecture(const struct json *params, const struct arch **arch, const char **why)
{
    const struct json *json = json_get(params, "arch");
    const char *name = json_string(json);

    *why = "there is no such architecture";
    *arch = json ? (name ? arch_find(name) : NULL) : ARCH_DEFAULT;
    return *arch;
}
