/* SPDX-License-Identifier: MIT */
#ifndef MEMORY_ZAP_H
#define MEMORY_ZAP_H

#include "memory/gather.h"
#include "memory/vma.h"

/*
 * Takes every entry of [start,end), which lies in the VMA, into the gather. Huge entries that
 * reach beyond the range are split first. In a section. Where the VMA ends the gather may be flushed.
 */
void zap_range(struct gather *gather, struct vma *vma, uint64_t start, uint64_t end);

#endif
