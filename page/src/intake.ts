import type { QUnit } from 'decodesaxs/core';
import { fetchExample, fileKind, readFiles, sortGiven, type GivenFile } from './given';
import type { News } from './messages';
import { readRun, type ReadRun, type Wanted } from './runFile';
import type { RunControl } from './runControl';
import type { Session } from './session';
import { beginRun, earlyStructure, type ReadingPlan } from './visit';

/** What comes in: files, examples and addresses are read, and the run of a curve begins when it could be read. */
export class Intake {
  /** number of what was wanted last: an example that comes later than something else is not shown */
  private wanted = 0;

  constructor(
    private readonly session: Session,
    private readonly control: RunControl,
  ) {}

  /** Files were given: read first, and what is on the page stays until one of them is a curve that can be used. */
  async take(files: readonly File[]): Promise<void> {
    const { files: read, refused } = await readFiles(files);
    const { refusal } = this.session.view;
    refusal.clear();
    if (refused.length > 0) refusal.say(refused.join(' '));
    this.give(read);
  }

  /** Opens the contents of an address. */
  async open(wanted: Wanted): Promise<void> {
    if ('run' in wanted) return this.readRun(wanted.run);
    const { example, settings } = wanted;
    const { runs, view, visit } = this.session;
    const earlier = runs.find(
      ({ read, settings: had, result }) =>
        read.file.example === example &&
        [had, result?.settings].some((each) => JSON.stringify(each) === JSON.stringify(settings)),
    );
    if (earlier) return this.control.show(earlier);
    const wish = ++this.wanted;
    const file = await fetchExample(example);
    if (wish !== this.wanted) return;
    if (typeof file === 'string') return view.refusal.say(file);
    view.refusal.clear();
    this.read(file, { settings, structure: earlyStructure(visit) });
  }

  /** Reads a curve; when it has come the current run is left. */
  read(file: GivenFile, plan: ReadingPlan): void {
    const { session } = this;
    this.wanted++;
    const reading = session.nextNumber();
    session.visit = { stage: 'reading', reading, file, plan, before: session.settled };
    session.view.reading(file.name);
    session.client.ask({ kind: 'read', reading, file, unit: plan.unit });
  }

  /** Reads the same file again, in the unit given by the visitor. */
  rereadUnit(unit: QUnit): void {
    const { visit, view, run } = this.session;
    if (visit.stage === 'reading') return this.read(visit.file, { ...visit.plan, unit });
    const refused = view.refusal.file;
    if (refused) return this.read(refused.file, { ...refused.plan, unit });
    if (run) this.read(run.read.file, { settings: run.settings, unit, structure: run.structure });
  }

  /** The same file again, with or without the points that the reader leaves out. */
  rereadPoints(keepPoints: boolean): void {
    const { run } = this.session;
    if (!run) return;
    const { file, unit } = run.read;
    this.read({ ...file, keepPoints }, { settings: run.settings, unit, structure: run.structure });
  }

  /** Shows an earlier run, in place of what is being read. @returns false where there is no run of the number */
  back(number: number): boolean {
    const { runs, view, visit } = this.session;
    const run = runs.get(number);
    if (!run) return false;
    this.wanted++;
    if (visit.stage === 'reading') {
      this.session.visit = visit.before;
      view.say('');
    }
    this.control.show(run);
    return true;
  }

  /** A curve was read: the current run is left, and a run of the curve begins. */
  hear({ reading, curve, analysis }: Extract<News, { kind: 'curve' }>): void {
    const { session } = this;
    const { visit } = session;
    if (visit.stage !== 'reading' || visit.reading !== reading) return;
    const { file, plan } = visit;
    const read = { file, unit: plan.unit, curve, analysis };
    this.control.begin(beginRun(session.nextNumber(), read, plan), plan.again !== undefined);
  }

  /** A curve could not be read: what was shown before comes back. */
  refused(number: number | undefined, sentence: string): void {
    const { session } = this;
    const { visit, view } = session;
    if (visit.stage !== 'reading' || visit.reading !== number) return;
    const { file, plan } = visit;
    session.visit = visit.before;
    view.say('');
    view.refusal.say(sentence, /unit of q/i.test(sentence) ? { file, plan } : undefined);
  }

  private give(files: readonly GivenFile[]): void {
    const { curve, structure, left } = sortGiven(files);
    const { view, visit } = this.session;
    view.leftOut(left, curve ?? structure);
    if (curve && fileKind(curve) === 'run') {
      const run = this.orRefuse(() => readRun(curve.bytes, curve.name));
      if (run) this.readRun(run, structure ?? earlyStructure(visit));
    } else if (curve)
      this.read(curve, { settings: { seed: 1 }, structure: structure ?? earlyStructure(visit) });
    else if (structure) this.control.takeStructure(structure);
  }

  private readRun({ name, bytes, unit, keepPoints, settings }: ReadRun, structure?: GivenFile): void {
    this.read({ name, bytes, keepPoints }, { settings, unit, structure });
  }

  private orRefuse<T>(attempt: () => T): T | undefined {
    try {
      return attempt();
    } catch (error) {
      this.session.view.refusal.say((error as Error).message);
      return undefined;
    }
  }
}
