/* SPDX-License-Identifier: MIT */
#include "core/error.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

static const struct {
    const char *name;
    int code;
} errors[] = {
    {"EAGAIN", EAGAIN},   {"EBUSY", EBUSY},   {"EINVAL", EINVAL},       {"ENOMEM", ENOMEM},
    {"EINTR", EINTR},     {"EFAULT", EFAULT}, {"EOVERFLOW", EOVERFLOW}, {"EPERM", EPERM},
    {"ENOENT", ENOENT},   {"EIO", EIO},       {"EACCES", EACCES},       {"EEXIST", EEXIST},
    {"ENODEV", ENODEV},   {"ENOSPC", ENOSPC}, {"ERANGE", ERANGE},       {"ESRCH", ESRCH},
    {"ENOSYS", ENOSYS},   {"EBADF", EBADF},   {"E2BIG", E2BIG},         {"EDEADLK", EDEADLK},
    {"ETIMEDOUT", ETIMEDOUT},
};

#define ERRORS (sizeof(errors) / sizeof(errors[0]))

const char *error_name(int code)
{
    size_t i;

    for (i = 0; i < ERRORS; i++)
        if (errors[i].code == -code)
            return errors[i].name;
    return NULL;
}

int error_code(const char *name)
{
    size_t i;

    for (i = 0; i < ERRORS; i++)
        if (strcmp(errors[i].name, name) == 0)
            return -errors[i].code;
    return 0;
}
