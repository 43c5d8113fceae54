#!/bin/sh
# Records notifier events on a running kernel with ftrace, as root, for `mmuspec check-trace --from ftrace`.
#
#   record-ftrace.sh > trace.txt &                  until it is interrupted
#   record-ftrace.sh invalidate=my_invalidate       also a driver's own callbacks: invalidate=, start=, end=, release=, free=
#
# The members of struct mmu_notifier_range stand at the same places in Linux 5.2 to 6.12 on 64-bit machines.
set -eu
tracing=/sys/kernel/tracing
[ -d "$tracing/events" ] || mount -t tracefs none "$tracing"
range='start=+8($arg1):x64 end=+16($arg1):x64 flags=+24($arg1):u32'
of_range='start=+8($arg2):x64 end=+16($arg2):x64 flags=+24($arg2):u32'

probe() { # NAME FUNCTION MEMBERS [MEMBERS OF THE RETURN]
  echo "p:mmuspec/$1 $2 $3" >>"$tracing/kprobe_events"
  echo "r:mmuspec/$1_ret $2 ${4-}" >>"$tracing/kprobe_events"
}

stop() {
  trap - INT TERM EXIT
  echo 0 >"$tracing/events/mmuspec/enable" 2>/dev/null || :
  grep -o '^[pr][0-9]*:mmuspec/[a-z_]*' "$tracing/kprobe_events" | sed 's/^[pr][0-9]*:/-:/' |
    while read -r line; do echo "$line" >>"$tracing/kprobe_events"; done
  exit 0
}
trap stop INT TERM EXIT

probe start __mmu_notifier_invalidate_range_start "mm=+0(\$arg1):x64 $range" 'result=$retval:s32'
probe end __mmu_notifier_invalidate_range_end "mm=+0(\$arg1):x64 $range"
probe insert mmu_interval_notifier_insert 'subscriber=$arg1:x64 mm=$arg2:x64 start=$arg3:x64 length=$arg4:x64' 'result=$retval:s32'
probe remove mmu_interval_notifier_remove 'subscriber=$arg1:x64'
probe read_begin mmu_interval_read_begin 'subscriber=$arg1:x64'
probe register __mmu_notifier_register 'subscriber=$arg1:x64 mm=$arg2:x64' 'result=$retval:s32'
probe unregister mmu_notifier_unregister 'subscriber=$arg1:x64 mm=$arg2:x64'
probe put mmu_notifier_put 'subscriber=$arg1:x64'
probe exit __mmu_notifier_release 'mm=$arg1:x64'

for callback in "$@"; do
  function=${callback#*=}
  case $callback in
  invalidate=*) probe cb_invalidate "$function" "subscriber=\$arg1:x64 mm=+0(\$arg2):x64 $of_range" 'result=$retval:u8' ;;
  start=*) probe cb_start "$function" "subscriber=\$arg1:x64 mm=+0(\$arg2):x64 $of_range" 'result=$retval:s32' ;;
  end=*) probe cb_end "$function" "subscriber=\$arg1:x64 mm=+0(\$arg2):x64 $of_range" ;;
  release=*) probe cb_release "$function" 'subscriber=$arg1:x64 mm=$arg2:x64' ;;
  free=*) probe cb_free "$function" 'subscriber=$arg1:x64' ;;
  *)
    echo "$callback: not invalidate=, start=, end=, release= or free= with a function" >&2
    exit 2
    ;;
  esac
done

echo 1 >"$tracing/events/mmuspec/enable"
cat "$tracing/trace_pipe"
