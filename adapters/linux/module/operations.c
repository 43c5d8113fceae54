// SPDX-License-Identifier: GPL-2.0-only
/* Runs one operation on a named thread, and notes what came of it. */
#include "mmuspec.h"

static struct lx_value run(int thread, const struct lx_call *call)
{
	if (call->op >= LX_OP_mmap)
		return lx_servant_op(thread, call);
	if (call->op >= LX_OP_clear_flush_young)
		return lx_aging_op(thread, call);
	if (call->op >= LX_OP_interval_insert)
		return lx_interval_op(thread, call);
	if (call->op >= LX_OP_register)
		return lx_registration_op(thread, call);
	if (call->op >= LX_OP_invalidate)
		return lx_section_op(thread, call);
	return lx_space_op(thread, call);
}

/* Operations of user space, and of the agent itself, come with their result. */
void lx_call(int thread, struct lx_call *call, bool nested)
{
	struct lx_event event = { .event = LX_EV_return, .thread = thread, .what = call->op, .nested = nested };

	unsigned long switches = current->nvcsw;

	if (call->op != LX_OP_mm_create && call->op < LX_OP_process_mrelease)
		call->result = run(thread, call);
	/* Nothing else that these two do gives the processor away of itself. */
	call->waited = (call->op == LX_OP_read_begin || call->op == LX_OP_interval_remove) && current->nvcsw != switches;
	event.result = call->result;
	lx_look_for_freed(thread);
	lx_record(&event);
}
