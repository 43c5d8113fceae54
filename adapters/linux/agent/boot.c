// SPDX-License-Identifier: GPL-2.0-only
/* What the first program of a machine has to do before there is anything to talk to. */
#include "agent.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

int device = -1;
static bool raw;

bool raw_sections(void)
{
	return raw;
}

static void write_file(const char *path, const char *text)
{
	int file = open(path, O_WRONLY);

	if (file < 0)
		return;
	if (write(file, text, strlen(text)) < 0)
		perror(path);
	close(file);
}

static int load(const char *path, const char *parameters)
{
	int file = open(path, O_RDONLY);
	int error = file < 0 ? -1 : (int)syscall(SYS_finit_module, file, parameters, 0);

	if (error && file >= 0)
		perror(path);
	if (file >= 0)
		close(file);
	return error;
}

/* They are called only if whoever runs the machine asked for it. */
static bool wants_raw_sections(void)
{
	char line[1024] = "";
	FILE *words = fopen("/proc/cmdline", "r");

	if (!words)
		return false;
	if (!fgets(line, sizeof(line), words))
		line[0] = 0;
	fclose(words);
	return strstr(line, "mmuspec=raw-sections") != NULL;
}

/* Where the kernel's functions are that it does not export. */
static bool find_functions(char *parameters, size_t room)
{
	static const char *const wanted[][2] = {
		{"__mmu_notifier_invalidate_range_start", "start_address"},
		{"__mmu_notifier_invalidate_range_end", "end_address"},
		{"__mmu_notifier_clear_flush_young", "flush_young_address"},
		{"__mmu_notifier_clear_young", "clear_young_address"},
		{"__mmu_notifier_test_young", "test_young_address"},
	};
	FILE *symbols = fopen("/proc/kallsyms", "r");
	char line[512], name[256];
	unsigned long address;
	size_t i, at = 0, found = 0;

	while (symbols && fgets(line, sizeof(line), symbols)) {
		if (sscanf(line, "%lx %*c %255s", &address, name) != 2)
			continue;
		for (i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++)
			if (strcmp(name, wanted[i][0]) == 0 && address && ++found)
				at += (size_t)snprintf(parameters + at, room - at, "%s=0x%lx ", wanted[i][1], address);
	}
	if (symbols)
		fclose(symbols);
	return found == sizeof(wanted) / sizeof(wanted[0]);
}

bool boot(void)
{
	static const char *const drivers[] = {"virtio_ring", "virtio", "virtio_pci_legacy_dev", "virtio_pci_modern_dev",
					      "virtio_pci", "virtio_console"};
	char parameters[512] = "", path[80];
	size_t i;

	mkdir("/proc", 0555);
	mkdir("/sys", 0555);
	mkdir("/dev", 0755);
	mkdir(RAMFS, 0755);
	mount("proc", "/proc", "proc", 0, NULL);
	mount("sysfs", "/sys", "sysfs", 0, NULL);
	mount("dev", "/dev", "devtmpfs", 0, NULL);
	mount("ramfs", RAMFS, "ramfs", 0, NULL);
	for (i = 0; i < sizeof(drivers) / sizeof(drivers[0]); i++) {
		snprintf(path, sizeof(path), "/%s.ko", drivers[i]);
		if (access(path, R_OK) == 0)
			load(path, "");
	}
	write_file("/proc/sys/vm/mmap_min_addr", "0");
	write_file("/proc/sys/kernel/kptr_restrict", "0");
	write_file("/sys/kernel/mm/transparent_hugepage/enabled", "madvise");
	/* Nobody but the scenario touches its pages. */
	write_file("/proc/sys/vm/compaction_proactiveness", "0");
	write_file("/sys/kernel/mm/transparent_hugepage/khugepaged/scan_sleep_millisecs", "600000");
	raw = wants_raw_sections() && find_functions(parameters, sizeof(parameters));
	if (load("/mmuspec.ko", parameters))
		return false;
	device = open("/dev/mmuspec", O_RDWR);
	return device >= 0;
}
