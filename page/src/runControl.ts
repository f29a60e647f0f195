import type { GivenFile } from './given';
import type { RunNews } from './messages';
import type { RunResult } from './runResult';
import type { RunSettings } from './runSettings';
import type { SearchWish } from './searchPanel';
import type { Session } from './session';
import { advanced, afterStep, beginRun, resettle, type Run } from './visit';

/** The runs of a visit: they begin, are left, go on and end, and structures and other runs are laid beside them. */
export class RunControl {
  constructor(private readonly session: Session) {}

  begin(run: Run, again = false): void {
    const { session } = this;
    session.view.refusal.clear();
    session.runs.put(run);
    session.showNow({ stage: 'searching', run, phase: 'searching' });
    this.fit(run);
    const { curve, file, unit } = run.read;
    session.client.ask({ kind: 'run', run: run.number, curve, settings: run.settings, file, unit, again });
  }

  /** Runs again with other settings. */
  again(settings: RunSettings): void {
    const { session } = this;
    const { run } = session;
    if (run) this.begin(beginRun(session.nextNumber(), run.read, { settings, structure: run.structure }));
  }

  /** Shows an earlier run; an unfinished one continues. */
  show(run: Run): void {
    const { session } = this;
    if (session.run?.number === run.number) return;
    session.client.ask({ kind: 'leave', run: run.number });
    session.view.refusal.clear();
    if (run.result) return session.showNow({ stage: 'finished', run });
    if (run.problem) {
      session.showNow({ stage: 'read', run });
      return session.view.refusal.say(run.problem);
    }
    session.showNow({ stage: 'searching', run, phase: 'searching' });
    session.client.ask({ kind: 'goOn', run: run.number });
  }

  /** Passes a request of the visitor to the search that is shown. */
  ask(kind: SearchWish): void {
    const { session } = this;
    const { run } = session;
    if (!run) return;
    if (kind === 'goOn') {
      const { result: _, compared: __, ...further } = run;
      session.runs.put(further);
      session.showNow({ stage: 'searching', run: further, phase: 'searching' });
    }
    session.client.ask({ kind, run: run.number });
  }

  /** Keeps a structure for the curve that comes next, or lays it over the map of the run that is shown. */
  takeStructure(structure: GivenFile): void {
    const { session } = this;
    const shown = session.settled;
    if (shown.stage === 'idle') {
      session.visit = { stage: 'idle', structure };
      return session.view.say(
        `${structure.name} is kept: it is laid over the shape of the curve that comes next.`,
      );
    }
    const run = { ...shown.run, structure, fitted: undefined };
    session.keepRun(run);
    this.fit(run);
    if (run.result) this.compare(run);
    else session.view.say(`${structure.name} is kept: it is laid over the map when the search has finished.`);
  }

  /** Shows another run beside the current one. */
  beside(other: Run): void {
    const { run, client } = this.session;
    if (!run?.result || !other.result) return;
    const [map, second] = [run, other].map(({ result }) => (result as RunResult).reconstruction.map);
    client.ask({ kind: 'compareRuns', run: run.number, map, name: other.read.file.name, other: second });
  }

  /** Passes the messages of a run to that run, and to the view where that run is shown. */
  hear(news: RunNews): void {
    const { session } = this;
    const before = session.runs.get(news.run);
    if (!before) return;
    const run = advanced(before, news);
    session.keepRun(run);
    if (news.kind === 'finished') this.compare(run);
    const shown = session.settled;
    if (shown.stage === 'idle' || shown.run.number !== run.number) return;
    const now = afterStep(shown, run, news);
    session.visit = resettle(session.visit, now);
    if (now.stage === 'finished') session.view.show(now);
    else session.view.step(run, news);
  }

  /** A structure was laid over the map of a run, or another run beside it. */
  hearBeside(number: number, found: Pick<Run, 'compared' | 'beside' | 'fitted'>): void {
    const { session } = this;
    const before = session.runs.get(number);
    if (!before) return;
    const run = { ...before, ...found };
    session.keepRun(run);
    if (session.run?.number === number) session.view.compared(run);
  }

  /** A run has no shape. @returns true where the sentence is to be said now */
  failed(number: number | undefined, sentence: string): boolean {
    const { session } = this;
    const run = number === undefined ? undefined : session.runs.get(number);
    if (!run) return false;
    const failed = { ...run, problem: sentence };
    session.keepRun(failed);
    if (session.run?.number !== number) return false;
    session.visit = resettle(session.visit, { stage: 'read', run: failed });
    session.view.show({ stage: 'read', run: failed });
    return true;
  }

  /** Compares the structure of a run with its curve. */
  private fit({ number: run, read: { curve, analysis }, structure }: Run): void {
    if (structure) this.session.client.ask({ kind: 'fit', run, curve, analysis, structure });
  }

  private compare({ number: run, result, structure }: Run): void {
    if (!result || !structure) return;
    const { map } = result.reconstruction;
    this.session.client.ask({ kind: 'compare', run, map, name: structure.name, bytes: structure.bytes });
  }
}
