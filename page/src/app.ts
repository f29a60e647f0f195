import type { QUnit } from 'decodesaxs/core';
import { Address } from './address';
import { Client, savesData } from './client';
import { fetchExample, fileKind, readFiles, sortGiven, type GivenFile } from './given';
import { KeptOffer } from './keptOffer';
import { isBeside, type News, type RunNews } from './messages';
import type { RunSettings } from './runSettings';
import { OpenPanel } from './openPanel';
import { refusalWords } from './refusal';
import { readRun, type ReadRun, type Wanted } from './runFile';
import { RunList } from './runList';
import {
  advanced,
  afterStep,
  beginRun,
  earlyStructure,
  resettle,
  settled,
  shownRun,
  withRun,
  type ReadingPlan,
  type Run,
  type Settled,
  type Visit,
} from './visit';
import type { RunResult } from './runResult';
import { WorkView } from './workView';

/** The page: passes the visitor's input to the workers, and their messages to the view. */
export class App {
  private visit: Visit = { stage: 'idle' };
  private numbers = 0;
  private readonly client = new Client(
    (news) => this.hear(news),
    (sentence) => this.view.refusal.say(sentence),
  );
  private readonly open = new OpenPanel(
    (files) => void this.take(files),
    (example) => void this.openAddress({ example, settings: { seed: 1 } }),
  );
  private readonly kept = new KeptOffer((wish) => this.client.ask({ kind: wish }));
  private readonly address = new Address(
    (run) => void this.openAddress(run),
    (sentence) => this.view.refusal.say(sentence),
  );
  private readonly runs = new RunList((run) => this.show(run));
  private readonly view: WorkView;

  constructor(main: HTMLElement) {
    this.view = new WorkView(
      {
        unit: (unit) => this.rereadUnit(unit),
        points: (keep) => this.rereadPoints(keep),
        search: (kind) => this.ask(kind),
        again: (settings) => this.again(settings),
        structure: (files) => void this.take(files),
        beside: (other) => this.compareRuns(other),
      },
      () => this.runs.all(),
    );
    this.view.place(main, this.open.block, this.kept.block, this.runs.block);
  }

  start(): void {
    this.open.listenForDrops();
    if (!this.address.start()) this.client.ask({ kind: 'kept' });
    if (!savesData()) this.client.ask({ kind: 'load' });
  }

  /** Files were given: read first, and what is on the page stays until one of them is a curve that can be used. */
  private async take(files: readonly File[]): Promise<void> {
    const { files: read, refused } = await readFiles(files);
    this.view.refusal.clear();
    if (refused.length > 0) this.view.refusal.say(refused.join(' '));
    this.give(read);
  }

  private give(files: readonly GivenFile[]): void {
    const { curve, structure, left } = sortGiven(files);
    this.view.leftOut(left, curve ?? structure);
    if (curve && fileKind(curve) === 'run') {
      const run = this.orRefuse(() => readRun(curve.bytes, curve.name));
      if (run) this.readRun(run, structure ?? earlyStructure(this.visit));
    } else if (curve)
      this.read(curve, { settings: { seed: 1 }, structure: structure ?? earlyStructure(this.visit) });
    else if (structure) this.takeStructure(structure);
  }

  private readRun({ name, bytes, unit, keepPoints, settings }: ReadRun, structure?: GivenFile): void {
    this.read({ name, bytes, keepPoints }, { settings, unit, structure });
  }

  /** Opens the contents of an address. */
  private async openAddress(wanted: Wanted): Promise<void> {
    if ('run' in wanted) return this.readRun(wanted.run);
    const { example, settings } = wanted;
    const earlier = this.runs.find(
      ({ read, settings: had, result }) =>
        read.file.example === example && JSON.stringify(result?.settings ?? had) === JSON.stringify(settings),
    );
    if (earlier) return this.show(earlier);
    const file = await fetchExample(example);
    if (typeof file === 'string') return this.view.refusal.say(file);
    this.view.refusal.clear();
    this.read(file, { settings, structure: earlyStructure(this.visit) });
  }

  private read(file: GivenFile, plan: ReadingPlan): void {
    const reading = ++this.numbers;
    this.visit = { stage: 'reading', reading, file, plan, before: settled(this.visit) };
    this.view.reading(file.name);
    this.client.ask({ kind: 'read', reading, file, unit: plan.unit });
  }

  /** Reads the same file again, in the unit given by the visitor. */
  private rereadUnit(unit: QUnit): void {
    const { visit } = this;
    if (visit.stage === 'reading') return this.read(visit.file, { ...visit.plan, unit });
    const refused = this.view.refusal.file;
    if (refused) return this.read(refused.file, { ...refused.plan, unit });
    const run = shownRun(visit);
    if (run) this.read(run.read.file, { settings: run.settings, unit, structure: run.structure });
  }

  /** The same file again, with or without the points that the reader leaves out. */
  private rereadPoints(keepPoints: boolean): void {
    const run = shownRun(this.visit);
    if (!run) return;
    const { file, unit } = run.read;
    this.read({ ...file, keepPoints }, { settings: run.settings, unit, structure: run.structure });
  }

  private takeStructure(structure: GivenFile): void {
    const shown = settled(this.visit);
    if (shown.stage === 'idle') {
      this.visit = { stage: 'idle', structure };
      return this.view.say(
        `${structure.name} is kept: it is laid over the shape of the curve that comes next.`,
      );
    }
    const run = { ...shown.run, structure, fitted: undefined };
    this.keepRun(run);
    this.fit(run);
    if (run.result) this.compare(run);
    else this.view.say(`${structure.name} is kept: it is laid over the map when the search has finished.`);
  }

  /** Compares the structure of a run with its curve. */
  private fit({ number: run, read: { curve, analysis }, structure }: Run): void {
    if (structure) this.client.ask({ kind: 'fit', run, curve, analysis, structure });
  }

  private compare({ number: run, result, structure }: Run): void {
    if (!result || !structure) return;
    const { map } = result.reconstruction;
    this.client.ask({ kind: 'compare', run, map, name: structure.name, bytes: structure.bytes });
  }

  /** Shows another run beside the current one. */
  private compareRuns(other: Run): void {
    const run = shownRun(this.visit);
    if (!run?.result || !other.result) return;
    const [map, second] = [run, other].map(({ result }) => (result as RunResult).reconstruction.map);
    this.client.ask({
      kind: 'compareRuns',
      run: run.number,
      map,
      name: other.read.file.name,
      other: second,
    });
  }

  /** Runs again with other settings. */
  private again(settings: RunSettings): void {
    const run = shownRun(this.visit);
    if (run) this.begin(beginRun(++this.numbers, run.read, { settings, structure: run.structure }));
  }

  private begin(run: Run, again = false): void {
    this.view.refusal.clear();
    this.runs.put(run);
    this.showNow({ stage: 'searching', run, phase: 'searching' });
    this.fit(run);
    const { curve, file, unit } = run.read;
    this.client.ask({ kind: 'run', run: run.number, curve, settings: run.settings, file, unit, again });
  }

  /** Shows an earlier run; an unfinished one continues. */
  private show(run: Run): void {
    if (shownRun(this.visit)?.number === run.number) return;
    this.client.ask({ kind: 'leave', run: run.number });
    this.view.refusal.clear();
    const done = run.result ?? run.problem;
    if (run.result) this.showNow({ stage: 'finished', run });
    else if (run.problem) this.showNow({ stage: 'read', run });
    else this.showNow({ stage: 'searching', run, phase: 'searching' });
    if (run.problem) this.view.refusal.say(run.problem);
    if (done === undefined) this.client.ask({ kind: 'goOn', run: run.number });
  }

  private ask(kind: 'pause' | 'resume' | 'stop' | 'goOn'): void {
    const run = shownRun(this.visit);
    if (!run) return;
    if (kind === 'goOn') {
      const { result: _, compared: __, ...further } = run;
      this.runs.put(further);
      this.showNow({ stage: 'searching', run: further, phase: 'searching' });
    }
    this.client.ask({ kind, run: run.number });
  }

  /** Shows a run in place of the current one. */
  private showNow(now: Exclude<Settled, { stage: 'idle' }>): void {
    this.visit = now;
    this.runs.mark(now.run.number);
    this.view.show(now);
  }

  private hear(news: News): void {
    if ('run' in news && !isBeside(news)) return this.hearRun(news);
    switch (news.kind) {
      case 'weights':
        return this.view.notes.loading(news.received, news.total);
      case 'ready':
        return this.view.ready(news);
      case 'kept':
        if (this.visit.stage === 'idle') this.kept.show(news);
        return;
      case 'reopened': {
        const { file, unit, settings } = news.search;
        return this.read(file, { settings, unit, again: news.search });
      }
      case 'unkept':
        return this.view.notes.notKept();
      case 'curve':
        return this.hearCurve(news);
      case 'fitted':
        return this.laidBeside(news.run, { fitted: news.fitted });
      case 'compared':
        return this.laidBeside(news.run, { compared: news.model });
      case 'besides':
        return this.laidBeside(news.run, { beside: news.beside });
      case 'refused':
      case 'failed':
        return this.refuse(news);
    }
  }

  /** A curve was read: the current run is left, and a run of the curve begins. */
  private hearCurve({ reading, curve, analysis }: Extract<News, { kind: 'curve' }>): void {
    const { visit } = this;
    if (visit.stage !== 'reading' || visit.reading !== reading) return;
    const { file, plan } = visit;
    this.kept.hide();
    this.address.follow(file, plan.settings);
    const read = { file, unit: plan.unit, curve, analysis };
    this.begin(beginRun(++this.numbers, read, plan), plan.again !== undefined);
  }

  /** Passes the messages of a run to that run, and to the view where that run is shown. */
  private hearRun(news: RunNews): void {
    const before = this.runs.get(news.run);
    if (!before) return;
    const run = advanced(before, news);
    this.keepRun(run);
    if (news.kind === 'finished') this.compare(run);
    const shown = settled(this.visit);
    if (shown.stage === 'idle' || shown.run.number !== run.number) return;
    const now = afterStep(shown, run, news);
    this.visit = resettle(this.visit, now);
    if (now.stage === 'finished') this.view.show(now);
    else this.view.step(run, news);
  }

  /** A structure was laid over the map of a run, or another run beside it. */
  private laidBeside(number: number, found: Pick<Run, 'compared' | 'beside' | 'fitted'>): void {
    const before = this.runs.get(number);
    if (!before) return;
    const run = { ...before, ...found };
    this.keepRun(run);
    if (shownRun(this.visit)?.number === number) this.view.compared(run);
  }

  private keepRun(run: Run): void {
    this.runs.put(run);
    this.visit = withRun(this.visit, run);
  }

  private refuse({ kind, about, number, message }: Extract<News, { kind: 'refused' | 'failed' }>): void {
    const sentence = refusalWords(kind, message);
    if (about === 'read') {
      const { visit } = this;
      if (visit.stage !== 'reading' || visit.reading !== number) return;
      const { file, plan } = visit;
      this.visit = visit.before;
      this.view.say('');
      return this.view.refusal.say(sentence, /unit of q/i.test(message) ? { file, plan } : undefined);
    }
    const run = number === undefined ? undefined : this.runs.get(number);
    if (about === 'run' || about === 'goOn') {
      if (!run) return;
      const failed = { ...run, problem: sentence };
      this.keepRun(failed);
      if (shownRun(this.visit)?.number !== number) return;
      this.visit = resettle(this.visit, { stage: 'read', run: failed });
      this.view.show({ stage: 'read', run: failed });
    }
    if (about === 'load') this.view.notes.failed();
    this.view.refusal.say(sentence);
  }

  private orRefuse<T>(attempt: () => T): T | undefined {
    try {
      return attempt();
    } catch (error) {
      this.view.refusal.say((error as Error).message);
      return undefined;
    }
  }
}
