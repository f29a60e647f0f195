import { InputError } from '../../inputError';

/** Options of `slurmScript`. */
export interface SlurmArray {
  /** number of tasks of the array; each computes every n-th entry */
  readonly tasks: number;
  /** the words of the command, without `--share` */
  readonly command: readonly string[];
  readonly jobName?: string;
  /** cores and memory of a task, and its longest run; default 2, 4 GB, 2 h */
  readonly cpus?: number;
  readonly memory?: string;
  readonly time?: string;
}

/**
 * A Slurm array script: task k of n runs the command with `--share k/n`. Results are files in a folder that
 * all nodes see, so that a requeued task, or the whole array submitted again, computes only what remains.
 */
export function slurmScript({
  tasks,
  command,
  jobName = 'decodesaxs',
  cpus = 2,
  memory = '4G',
  time = '02:00:00',
}: SlurmArray): string {
  if (!Number.isInteger(tasks) || tasks < 1)
    throw new InputError(`The array has ${tasks} tasks: one or more are needed.`);
  return `#!/bin/bash
#SBATCH --job-name=${jobName}
#SBATCH --array=1-${tasks}
#SBATCH --cpus-per-task=${cpus}
#SBATCH --mem=${memory}
#SBATCH --time=${time}
#SBATCH --requeue
#SBATCH --output=${jobName}-%A_%a.log

# Without Slurm: for k in $(seq ${tasks}); do SLURM_ARRAY_TASK_ID=$k bash THIS_SCRIPT; done
# When all tasks are done, the same command without --share collects the table.
set -euo pipefail
: "\${SLURM_ARRAY_TASK_ID:?is set by Slurm for each task of the array: submit this script with sbatch}"
export OMP_NUM_THREADS="\${SLURM_CPUS_PER_TASK:-${cpus}}"

exec ${command.map(shellWord).join(' ')} --share "\${SLURM_ARRAY_TASK_ID}/${tasks}"
`;
}

/** A word in single quotes where the shell would interpret it. */
function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, `'"'"'`)}'`;
}
