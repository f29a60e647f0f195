import { element } from 'decodesaxs-widgets/live';
import { type QUnit, shapeMap } from 'decodesaxs/core';
import { Client } from './client';
import { CurvePanel } from './curvePanel';
import { learnMore } from './facts';
import type { News, RunSettings } from './messages';
import { megabytes } from './numbers';
import { OpenPanel, readFile, type GivenFile } from './openPanel';
import { Refusal } from './refusal';
import { ResultPanel, type FinishedRun } from './resultPanel';
import { looksLikeRun, readAddress, readRun, runAddress, toBase64, type RunFile } from './runFile';
import { KeptOffer } from './keptOffer';
import type { KeptSearch } from './keptSearch';
import { SearchPanel } from './searchPanel';
import { SettingsPanel } from './settingsPanel';
import { ShapeView } from './shapeView';
import { words } from './words';

/** Version of the library, put in by the build. */
declare const VERSION: string;

/** Level between the 0 and 1 of a single shape. */
const HALF = 0.5;
const MODEL_FILE = /\.(pdb|ent|cif|mmcif)$/i;

/** The page: what the visitor gives goes to the worker, what the worker tells goes to the panels. */
export class App {
  private readonly client = new Client(
    (news) => this.hear(news),
    (sentence) => this.refusal.say(sentence),
  );
  private readonly refusal = new Refusal((unit) => this.read(unit));
  private readonly open = new OpenPanel(
    (file) => this.take(file),
    (sentence) => this.refusal.say(sentence),
  );
  private readonly kept = new KeptOffer((wish) => this.client.ask({ kind: wish }));
  private readonly curve = new CurvePanel((unit) => this.read(unit));
  private readonly shape = new ShapeView();
  private readonly search = new SearchPanel((wish) => {
    if (wish === 'goOn') {
      this.result.clear();
      this.shape.clear();
      this.search.begin(false, 'Searching on …');
    }
    this.client.ask({ kind: wish });
  });
  private readonly settings = new SettingsPanel(
    (settings) => this.run(settings),
    (sentence) => this.refusal.say(sentence),
  );
  private readonly result = new ResultPanel({
    compare: (file) => void this.compare(file),
    report: () => this.report(),
  });
  private readonly notes = element('p', { class: 'quiet notes', role: 'status' });
  private readonly columns = element('div', { class: 'columns', hidden: true });
  private readonly shapePanel = element('section', {
    class: 'panel',
    'aria-labelledby': 'shape-heading',
    id: 'shape',
  });
  private file: GivenFile | undefined;
  private unit: QUnit | undefined;
  private weights = '';
  private engine = '';
  /** settings of a search of an earlier visit that goes on when its curve is read */
  private reopened: KeptSearch | undefined;
  private finished: FinishedRun | undefined;
  private reported: Extract<News, { kind: 'curve' }> | undefined;
  private model: string | undefined;

  constructor(main: HTMLElement) {
    this.shapePanel.append(
      element('h2', { id: 'shape-heading' }, 'Shape'),
      this.search.block,
      this.shape.block,
      this.search.charts,
      this.result.block,
      this.settings.block,
      learnMore('Where does the shape come from?', ...words.shape),
    );
    this.columns.append(this.shapePanel, this.curve.block, this.curve.plots);
    main.append(this.open.block, this.kept.block, this.refusal.block, this.notes, steps(), this.columns);
  }

  start(): void {
    this.listenForFiles();
    const saveData = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData;
    const repeated = readAddress(location.hash);
    if (repeated) {
      this.settings.set(repeated.settings);
      void this.open.example(repeated.example.replace(/[^\w-]/g, ''));
    } else this.client.ask({ kind: 'kept' });
    if (!saveData) this.client.ask({ kind: 'load' });
  }

  /** Takes up the search of an earlier visit: its curve is read, then it goes on. */
  private takeUp(search: KeptSearch): void {
    this.reopened = search;
    this.settings.set(search.settings);
    this.file = search.file;
    this.read(search.unit);
  }

  /** A curve, or the file of a run, was given. */
  private take(file: GivenFile): void {
    if (MODEL_FILE.test(file.name) && this.finished) return this.askCompare(file);
    this.unit = undefined;
    this.file = file;
    this.reopened = undefined;
    if (looksLikeRun(file.bytes)) {
      try {
        const run = readRun(file.bytes, file.name);
        this.file = { name: run.curve.name, bytes: run.bytes };
        this.unit = run.unit;
        this.settings.set(run.settings);
      } catch (error) {
        return this.refusal.say((error as Error).message);
      }
    } else if (readAddress(location.hash)?.example !== file.example) {
      this.settings.reset();
      history.replaceState(null, '', location.pathname + location.search);
    }
    this.read(this.unit);
  }

  private read(unit?: QUnit): void {
    if (!this.file) return;
    this.unit = unit;
    this.refusal.clear();
    this.finished = undefined;
    this.reported = undefined;
    this.client.ask({ kind: 'abandon' });
    this.client.ask({ kind: 'read', name: this.file.name, bytes: this.file.bytes, unit });
  }

  private run(settings: RunSettings, again?: KeptSearch): void {
    if (!this.reported || !this.file) return;
    this.refusal.clear();
    this.result.clear();
    this.shape.clear();
    this.finished = undefined;
    this.model = undefined;
    this.search.begin(
      true,
      this.weights ? 'The network proposes a shape …' : 'The networks are being fetched …',
    );
    if (again) this.search.restore(again.saved.history, again.generations);
    this.client.ask({
      kind: 'run',
      curve: this.reported.curve,
      settings,
      file: this.file,
      unit: this.unit,
      again: again !== undefined,
    });
  }

  private async compare(file: File): Promise<void> {
    const bytes = await readFile(file, (sentence) => this.refusal.say(sentence));
    if (bytes) this.askCompare({ name: file.name, bytes });
  }

  private askCompare({ name, bytes }: GivenFile): void {
    if (!this.finished) return;
    this.refusal.clear();
    this.client.ask({ kind: 'compare', map: this.finished.result.map, name, bytes });
  }

  private async report(): Promise<void> {
    if (!this.finished || !this.reported) return;
    const { saveReport } = await import('./saveReport');
    await saveReport({
      run: this.finished,
      curve: this.reported.curve,
      analysis: this.reported.analysis,
      model: this.model,
      version: VERSION,
    });
  }

  private hear(news: News): void {
    switch (news.kind) {
      case 'weights':
        if (!this.weights)
          this.notes.textContent =
            news.received < news.total
              ? `Fetching the networks, once: ${megabytes(news.received)} of ${megabytes(news.total)} MB`
              : 'Unpacking the networks …';
        break;
      case 'ready':
        this.weights = news.weights;
        this.engine = news.engine;
        this.notes.textContent = [`Computed here, by ${news.engine}.`, ...news.notes].join(' ');
        break;
      case 'kept':
        if (!this.file) this.kept.show(news);
        break;
      case 'reopened':
        this.takeUp(news.search);
        break;
      case 'unkept':
        this.notes.append(
          ' This browser does not let the page keep the search: closed or reloaded, the page forgets it.',
        );
        break;
      case 'curve':
        this.showCurve(news);
        break;
      case 'direct':
        this.shape.showPassing(
          news.map,
          news.map.threshold ?? HALF,
          'The shape that the network proposes before the search.',
          true,
        );
        this.search.say('This is what the network proposes at once; the search begins …');
        break;
      case 'generation':
        this.search.progress(news.record, news.last);
        this.shape.showPassing(
          shapeMap(news.record.bestShape, news.record.bestRmax[0]),
          HALF,
          `The best shape of generation ${news.record.generation}.`,
        );
        break;
      case 'averaging':
        this.search.say('The best shapes are turned onto each other and averaged …');
        break;
      case 'paused':
        this.search.pausedNow();
        break;
      case 'finished':
        this.finish(news);
        break;
      case 'compared':
        this.model = news.model.pdb;
        this.result.showModel(news.model);
        void this.shape.showModel(news.model.pdb);
        break;
      case 'refused':
      case 'failed':
        this.refuse(news);
    }
  }

  private showCurve(news: Extract<News, { kind: 'curve' }>): void {
    this.reported = news;
    this.kept.hide();
    this.columns.hidden = false;
    document.body.classList.add('working');
    this.curve.show(news.curve, news.analysis);
    this.curve.focus();
    this.run(this.reopened?.settings ?? this.settings.settings(), this.reopened);
    this.reopened = undefined;
  }

  private finish({ result, stopped, seconds, settings }: Extract<News, { kind: 'finished' }>): void {
    const words = `Finished${stopped ? ' early' : ''} after ${seconds.toFixed(0)} s: chi² ${result.fit.chi2.toFixed(2)}, radius ${result.rmax.toFixed(1)} Å`;
    this.search.rest(words, true);
    this.shape.showFinished(
      result.map,
      result.spread,
      `The averaged density map, radius ${result.rmax.toFixed(1)} Å.`,
    );
    this.curve.showFit(result.fit);
    const { name, bytes, example } = this.file as GivenFile;
    const runFile: RunFile = {
      decodesaxsRun: 1,
      version: VERSION,
      weights: this.weights,
      settings,
      ...(this.unit ? { unit: this.unit } : {}),
      curve: { name, base64: toBase64(bytes) },
    };
    this.finished = {
      name,
      result,
      settings,
      seconds,
      weights: this.weights,
      engine: this.engine,
      runFile: `${JSON.stringify(runFile, null, 1)}\n`,
      ...(example ? { address: runAddress(example, settings) } : {}),
    };
    this.result.show(this.finished);
  }

  private refuse({ kind, about, message }: Extract<News, { kind: 'refused' | 'failed' }>): void {
    const words =
      kind === 'refused'
        ? message
        : `Something went wrong while computing (${message}): please reload the page and try again.`;
    if (about === 'run' || about === 'goOn') this.search.rest('There is no shape for this curve.');
    if (about === 'load') this.notes.textContent = '';
    if (about === 'read') {
      this.columns.hidden = true;
      this.refusal.say(words, /unit of q/i.test(message));
    } else this.refusal.say(words);
  }

  /** Files may be dropped anywhere. */
  private listenForFiles(): void {
    addEventListener('dragover', (event) => {
      event.preventDefault();
      document.body.classList.add('dropping');
    });
    addEventListener('dragleave', (event) => {
      if (!event.relatedTarget) document.body.classList.remove('dropping');
    });
    addEventListener('drop', (event) => {
      event.preventDefault();
      document.body.classList.remove('dropping');
      const [file] = event.dataTransfer?.files ?? [];
      if (file) void this.open.take(file);
    });
  }
}

/** What a visit brings, for who has not given a curve yet. */
function steps(): HTMLElement {
  return element(
    'ol',
    { class: 'steps' },
    ...words.steps.map(([name, text]) =>
      element('li', {}, element('strong', {}, name), element('p', {}, text)),
    ),
  );
}
