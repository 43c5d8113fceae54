/* SPDX-License-Identifier: MIT */
#include "harness/value.h"

#include "core/error.h"

void json_member_value(struct buffer *buffer, const char *key, struct value value)
{
    json_key(buffer, key);
    switch (value.type) {
    case VALUE_NULL:
        buffer_text(buffer, "null");
        break;
    case VALUE_ZERO:
        buffer_text(buffer, "0");
        break;
    case VALUE_BOOL:
        buffer_text(buffer, value.boolean ? "true" : "false");
        break;
    case VALUE_ERROR:
        json_put_string(buffer, error_name(value.error));
        break;
    case VALUE_NAME:
        json_put_string(buffer, value.name);
        break;
    }
}

bool value_read(const struct json *json, struct value *value)
{
    const char *name = json_string(json);
    long long number;

    *value = value_null();
    if (!json)
        return false;
    if (json->type == JSON_NULL)
        return true;
    if (json->type == JSON_BOOL) {
        *value = value_bool(json->boolean);
        return true;
    }
    if (json_integer(json, &number) && number == 0) {
        *value = value_code(0);
        return true;
    }
    if (!name || error_code(name) == 0)
        return false;
    *value = value_code(error_code(name));
    return true;
}
