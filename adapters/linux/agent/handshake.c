// SPDX-License-Identifier: GPL-2.0-only
/* What this kernel is, and what can be asked of it. */
#include "agent.h"

#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>

static const struct {
	const char *capability;
	bool raw; /* needs functions that the kernel does not export */
} capabilities[] = {
	{"core", false},	    {"register", false}, {"getput", false},	    {"nonblock", false},
	{"interval", false}, {"interval-locked", false}, {"aging", true},
	{"vma", false}, {"mm-munmap", false}, {"mm-dontneed", false}, {"mm-mprotect", false},
	{"mm-write-fault", false}, {"mm-fork", false}, {"mm-truncate", false}, {"mm-oom-reap", false},
	{"mm-mremap", false}, {"mm-madv-free", false}, {"mm-thp-collapse", false}, {"mm-thp-split", false}, {"mm-ksm", false},
	{"event", false}, {"secondary-tlb", false},
#ifdef __x86_64__
	{"mm-soft-dirty", false}, /* the other one has no bit for it */
#endif
#ifdef __aarch64__
	{"arm64", false},
#endif
};

bool has_op(unsigned op)
{
	bool raw = (op >= LX_OP_invalidate_range_start && op <= LX_OP_invalidate_range_end) ||
		   (op >= LX_OP_clear_flush_young && op <= LX_OP_test_young);

	return raw_sections() || !raw;
}

/* The newest profile that is not newer than the kernel. */
static const char *profile_of(const char *release)
{
	static const struct {
		int major, minor;
		const char *name;
	} profiles[] = {{6, 12, "v6.12"}, {6, 6, "v6.6"}, {6, 1, "v6.1"}};
	int major = 0, minor = 0;
	size_t i;

	sscanf(release, "%d.%d", &major, &minor);
	for (i = 0; i < sizeof(profiles) / sizeof(profiles[0]); i++)
		if (major > profiles[i].major || (major == profiles[i].major && minor >= profiles[i].minor))
			return profiles[i].name;
	return "v6.1";
}

/* What was posted in May 2023 for kernels such as 6.1 is asked there as well: whether they need it. */
static void write_profiles(struct buffer *out, const char *newest)
{
	json_key(out, "profiles");
	json_open(out, '[');
	json_element_string(out, newest);
#ifdef __aarch64__
	if (strcmp(newest, "v6.1") == 0)
		json_element_string(out, "v6.4-prop");
#endif
	json_close(out, ']');
}

static void write_capabilities(struct buffer *out)
{
	size_t i;

	json_key(out, "capabilities");
	json_open(out, '[');
	for (i = 0; i < sizeof(capabilities) / sizeof(capabilities[0]); i++)
		if (raw_sections() || !capabilities[i].raw)
			json_element_string(out, capabilities[i].capability);
	if (uffd_write_protects()) /* not on every architecture of every version */
		json_element_string(out, "mm-uffd");
	json_close(out, ']');
}

void handshake(struct buffer *out)
{
	struct utsname system;
	char name[160];

	uname(&system);
	snprintf(name, sizeof(name), "Linux %s", system.machine);
	json_open(out, '{');
	json_member_int(out, "protocol", 1);
	json_key(out, "implementation");
	json_open(out, '{');
	json_member_string(out, "name", name);
	json_member_string(out, "version", system.release);
	json_member_string(out, "language", "C");
	json_close(out, '}');
	write_profiles(out, profile_of(system.release));
	write_capabilities(out);
	json_key(out, "points");
	json_open(out, '[');
	json_close(out, ']');
	json_key(out, "run");
	json_open(out, '[');
	json_element_string(out, "free");
	json_close(out, ']');
	json_member_string(out, "settle", "sampled");
	json_key(out, "limits");
	json_open(out, '{');
	json_member_int(out, "threads", LX_THREADS);
	json_member_string(out, "orders", "chance");
	if (!raw_sections())
		json_member_string(out, "sections", "complete");
	json_close(out, '}');
	json_close(out, '}');
}
