/* SPDX-License-Identifier: MIT */
#ifndef CORE_ERROR_H
#define CORE_ERROR_H

/* Error codes are negative errno values inside and names (EAGAIN) outside. */

/* The name of a negative code; NULL for a code that has none here. */
const char *error_name(int code);

/* The negative code of a name; 0 for an unknown name. */
int error_code(const char *name);

#endif
