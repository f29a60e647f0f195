import { Address } from './address';
import { Client, savesData } from './client';
import { Intake } from './intake';
import { KeptOffer } from './keptOffer';
import { isBeside, type News } from './messages';
import { keepForOffline } from './offline';
import { OpenPanel } from './openPanel';
import { refusalWords } from './refusal';
import { RunControl } from './runControl';
import { RunList } from './runList';
import { Session } from './session';
import { WorkView } from './workView';

/** The page: passes the visitor's input to the workers, and their messages to the runs and the view. */
export class App {
  private readonly session: Session;
  private readonly control: RunControl;
  private readonly intake: Intake;
  private readonly open = new OpenPanel(
    (files) => void this.intake.take(files),
    (example) => void this.intake.open({ example, settings: { seed: 1 } }),
  );
  private readonly kept: KeptOffer;

  constructor(main: HTMLElement) {
    const client = new Client(
      (news) => this.hear(news),
      (sentence) => view.refusal.say(sentence),
    );
    const runs = new RunList((run) => this.control.show(run));
    const view = new WorkView(
      {
        unit: (unit) => this.intake.rereadUnit(unit),
        points: (keep) => this.intake.rereadPoints(keep),
        search: (kind) => this.control.ask(kind),
        again: (settings) => this.control.again(settings),
        structure: (files) => void this.intake.take(files),
        beside: (other) => this.control.beside(other),
      },
      () => runs.all(),
    );
    const address = new Address(
      (wanted) => void this.intake.open(wanted),
      (run) => this.intake.back(run),
      (sentence) => view.refusal.say(sentence),
    );
    this.session = new Session(client, view, runs, address);
    this.control = new RunControl(this.session);
    this.intake = new Intake(this.session, this.control);
    this.kept = new KeptOffer((wish) => client.ask({ kind: wish }));
    view.place(main, this.open.block, this.kept.block, runs.block);
  }

  start(): void {
    const { address, client } = this.session;
    this.open.listenForDrops();
    if (!address.start()) client.ask({ kind: 'kept' });
    if (!savesData()) client.ask({ kind: 'load' });
  }

  private hear(news: News): void {
    if ('run' in news && !isBeside(news)) return this.control.hear(news);
    const { view } = this.session;
    switch (news.kind) {
      case 'weights':
        return view.notes.loading(news.received, news.total);
      case 'ready':
        keepForOffline();
        return view.ready(news);
      case 'kept':
        if (this.session.visit.stage === 'idle') this.kept.show(news);
        return;
      case 'reopened': {
        const { file, unit, settings } = news.search;
        return this.intake.read(file, { settings, unit, again: news.search });
      }
      case 'unkept':
        return view.notes.notKept();
      case 'curve':
        this.kept.hide();
        return this.intake.hear(news);
      case 'fitted':
        return this.control.hearBeside(news.run, { fitted: news.fitted });
      case 'compared':
        return this.control.hearBeside(news.run, { compared: news.model });
      case 'besides':
        return this.control.hearBeside(news.run, { beside: news.beside });
      case 'refused':
      case 'failed':
        return this.refuse(news);
    }
  }

  private refuse({ kind, about, number, message }: Extract<News, { kind: 'refused' | 'failed' }>): void {
    const { view } = this.session;
    const sentence = refusalWords(kind, message);
    if (about === 'read') return this.intake.refused(number, sentence);
    if ((about === 'run' || about === 'goOn') && !this.control.failed(number, sentence)) return;
    if (about === 'load') view.notes.failed();
    view.refusal.say(sentence);
  }
}
