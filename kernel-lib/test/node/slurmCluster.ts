import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './redisServer';

/**
 * A Slurm cluster of one node, this machine, for a test: slurmctld and slurmd on the loopback, in a folder of their own.
 * Jobs of the partition `first` preempt those of the other: these get SIGTERM, and are requeued.
 */
export class SlurmCluster {
  private constructor(
    private readonly folder: string,
    private readonly daemons: readonly ChildProcess[],
  ) {}

  /** What a command of Slurm needs to find the cluster. */
  get environment(): NodeJS.ProcessEnv {
    return { ...process.env, SLURM_CONF: join(this.folder, 'slurm.conf') };
  }

  /**
   * Starts the daemons and waits until the node is idle.
   *
   * @throws Error when they do not come up within twenty seconds
   */
  static async start(): Promise<SlurmCluster> {
    const folder = mkdtempSync(join(tmpdir(), 'slurm-'));
    for (const name of ['state', 'spool']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'slurm.conf'), configuration(folder, await freePort(), await freePort()));
    const environment = { ...process.env, SLURM_CONF: join(folder, 'slurm.conf') };
    const daemons = [
      ['slurmctld', '-D', '-c'],
      ['slurmd', '-D', '-N', hostname()],
    ].map(([program, ...words]) => spawn(program, words, { env: environment, stdio: 'ignore' }));
    const cluster = new SlurmCluster(folder, daemons);
    for (let wait = 0; wait < 100; wait++) {
      const { stdout } = spawnSync('sinfo', ['-h', '-o', '%T'], {
        encoding: 'utf8',
        env: environment,
        timeout: 5000,
      });
      if (stdout.trim() === 'idle') return cluster;
      await pause(200);
    }
    await cluster.stop();
    throw new Error('slurmctld and slurmd did not come up');
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.daemons.map(async (daemon) => {
        if (daemon.exitCode !== null || daemon.signalCode !== null) return;
        daemon.kill('SIGTERM');
        await once(daemon, 'exit');
      }),
    );
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function configuration(folder: string, controllerPort: number, nodePort: number): string {
  const host = hostname();
  return `ClusterName=test
SlurmctldHost=${host}(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/none
CredType=cred/none
SlurmctldPort=${controllerPort}
SlurmdPort=${nodePort}
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
JobAcctGatherType=jobacct_gather/none
MpiDefault=none
ReturnToService=2
SlurmdParameters=config_overrides
NodeName=${host} NodeAddr=127.0.0.1 CPUs=2 RealMemory=8000 State=UNKNOWN
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
JobFileAppend=1
JobRequeue=1
AuthInfo=cred_expire=5
KillWait=10
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP PriorityTier=1
PartitionName=first Nodes=ALL MaxTime=INFINITE State=UP PriorityTier=10 PreemptMode=OFF
`;
}
