#!/bin/sh
#SBATCH --job-name=mmuspec
#SBATCH --array=1-4
#SBATCH --cpus-per-task=1
# Four shards as an array. In the adapter's folder:
#   sbatch --wait slurm-array.sh && npx mmuspec merge reports/shard-*.json
mkdir -p reports
npx mmuspec run --profile all --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" \
  --json "reports/shard-$SLURM_ARRAY_TASK_ID.json" --manifest mmuspec.json
# A violated rule (1) is a result, not a failed task; only a wrong command line (2) is one.
[ $? -ne 2 ]
