#!/usr/bin/env bash
# Answers a returned folder as an array of Slurm jobs:
#
#   submit.sh FOLDER WORK REGISTER TASKS [OPTIONS OF 'greenquote worker']
#
# WORK is a folder that does not exist yet. FOLDER, WORK and greenquote (GREENQUOTE=…, else as found in PATH) have to be there under the same
# names on every machine. Prints the number of the last job: when it is done, REGISTER is complete.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
[ $# -ge 4 ] || { sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2; }
folder=$(realpath "$1") work=$(realpath -m "$2") register=$(realpath -m "$3") tasks=$4
shift 4

mkdir -p "$(dirname "$work")"
mkdir "$work"
python3 "$here/../returned_files.py" "$folder" > "$work/jobs.jsonl"
printf '%s\n' "$@" > "$work/options"
export GREENQUOTE=${GREENQUOTE:-greenquote}

array=$(sbatch --parsable --array="0-$((tasks - 1))" --output="$work/task-%a.log" "$here/answer.sbatch" "$work")
sbatch --parsable --dependency="afterany:$array" --output="$work/merge.log" "$here/merge.sbatch" "$work" "$register"
