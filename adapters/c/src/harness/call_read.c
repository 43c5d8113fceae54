/* SPDX-License-Identifier: MIT */
/* Reads the arguments of operations. */
#include <stddef.h>
#include <string.h>

#include "harness/call.h"
#include "harness/names.h"

/* The number of the word in a list that ends with NULL; `otherwise` if it is left out, -1 if it is none of them. */
static int read_word(const struct json *json, const char *const *words, int otherwise, const char **why)
{
    const char *text = json_string(json);
    int i;

    if (!json)
        return otherwise;
    for (i = 0; text && words[i]; i++)
        if (strcmp(words[i], text) == 0)
            return i;
    *why = "an argument is none of the words that it can be";
    return -1;
}

static const char *const modes[] = {"read", "write", NULL};
static const char *const vias[] = {"mmap_lock", "rmap", NULL};
static const char *const contents[] = {"zero", "one", "two", NULL};
static const char *const accesses[] = {"none", "read", "write", NULL};
static const char *const iommus[] = {"smmuv3", "vtd", "amd", "ocxl", NULL};
static const char *const recoveries[] = {"none", "pri", "stall", NULL};

/* Arguments that are a word each; `otherwise` -1: it has to be there. */
static bool read_choice(const struct json *json, enum parameter parameter, struct operands *on, const char **why)
{
    int word;

    *why = "an argument is missing";
    switch (parameter) {
    case PARAMETER_MODE:
        word = read_word(json, modes, -1, why);
        on->mode = word == 1 ? RW_WRITE : RW_READ;
        break;
    case PARAMETER_VIA:
        word = read_word(json, vias, 0, why);
        on->via = word == 1 ? MM_RMAP_LOCK : MM_MMAP_LOCK;
        break;
    case PARAMETER_CONTENT:
        word = read_word(json, contents, -1, why);
        on->content = (enum content)word;
        break;
    case PARAMETER_ACCESS:
        word = read_word(json, accesses, -1, why);
        on->access = (enum access)word;
        break;
    case PARAMETER_IOMMU:
        word = read_word(json, iommus, IOMMU_SMMUV3, why);
        on->iommu = (enum iommu_kind)word;
        break;
    default:
        word = read_word(json, recoveries, RECOVERY_NONE, why);
        on->recovery = (enum recovery)word;
        break;
    }
    return word >= 0;
}

static bool read_vma(const struct json *json, struct operands *on, const char **why)
{
    const char *kind = json_string(json);

    *why = "there are no VMAs of that kind";
    on->vma = kind ? vma_kind_find(kind, the_world->domain.arch) : NULL;
    return on->vma;
}

static bool read_fault(const struct json *json, struct operands *on, const char **why)
{
    const char *name = json_string(json);

    *why = "there is no such fault";
    return name && injection_find(name, &on->fault);
}

static bool read_says(const struct json *json, struct arena *arena, struct operands *on, const char **why)
{
    on->says = json ? read_name(json, arena, why) : NULL;
    return !json || on->says;
}

/* Where the flags go, which may be left out. */
static const struct {
    enum parameter parameter;
    size_t flag;
    bool otherwise;
} flags[] = {
    {PARAMETER_WRITE, offsetof(struct operands, write), false},
    {PARAMETER_PLAIN, offsetof(struct operands, plain), false},
    {PARAMETER_READONLY, offsetof(struct operands, readonly), false},
    {PARAMETER_REFERENCES, offsetof(struct operands, references), false},
    {PARAMETER_FALLIBLE, offsetof(struct operands, fallible), false},
    {PARAMETER_CHANGE_PTE, offsetof(struct operands, change_pte), false},
    {PARAMETER_RANGES_ONLY, offsetof(struct operands, ranges_only), false},
    {PARAMETER_WAITS, offsetof(struct operands, waits), false},
    {PARAMETER_ATS, offsetof(struct operands, ats), false},
    {PARAMETER_BTM, offsetof(struct operands, btm), false},
    {PARAMETER_RANGES, offsetof(struct operands, ranges), false},
    {PARAMETER_MARKS, offsetof(struct operands, marks), true},
};

static bool read_flag(const struct json *json, enum parameter parameter, struct operands *on, const char **why)
{
    size_t i = 0;

    while (flags[i].parameter != parameter)
        i++;
    *why = "a flag must be true or false";
    *(bool *)((char *)on + flags[i].flag) = json ? json->type == JSON_BOOL && json->boolean : flags[i].otherwise;
    return !json || json->type == JSON_BOOL;
}

static bool read_number(const struct json *json, enum parameter parameter, struct operands *on, const char **why)
{
    switch (parameter) {
    case PARAMETER_START:
        return read_address(json, &on->start, why);
    case PARAMETER_END:
        return read_address(json, &on->end, why);
    case PARAMETER_LENGTH:
        return read_address(json, &on->length, why);
    default:
        return read_address(json, &on->address, why);
    }
}

bool call_read_parameter(const struct json *args, enum parameter parameter, struct arena *arena, struct call *call,
                         const char **why)
{
    const struct json *json = json_get(args, parameter_names[parameter]);

    switch (parameter) {
    case PARAMETER_MODE:
    case PARAMETER_VIA:
    case PARAMETER_CONTENT:
    case PARAMETER_ACCESS:
    case PARAMETER_IOMMU:
    case PARAMETER_RECOVERY:
        return read_choice(json, parameter, &call->on, why);
    case PARAMETER_START:
    case PARAMETER_END:
    case PARAMETER_LENGTH:
    case PARAMETER_ADDRESS:
        return read_number(json, parameter, &call->on, why);
    case PARAMETER_VMA:
        return read_vma(json, &call->on, why);
    case PARAMETER_FAULT:
        return read_fault(json, &call->on, why);
    case PARAMETER_NUMBER:
        *why = "count must be an integer";
        return json_integer(json, &call->on.number);
    case PARAMETER_SAYS:
        return read_says(json, arena, &call->on, why);
    default:
        if (parameter > PARAMETER_LOCK)
            return read_flag(json, parameter, &call->on, why);
        call->names[parameter] = read_name(json, arena, why);
        return call->names[parameter];
    }
}
