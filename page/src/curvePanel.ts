import {
  fitChart,
  guinierChart,
  kratkyChart,
  pairDistanceChart,
  profileChart,
} from 'decodesaxs-widgets/core';
import { element, grouped } from 'decodesaxs-widgets/live';
import type { CurveAnalysis, MeasuredCurve, QUnit, MapFit } from 'decodesaxs/core';
import { ChartFigure } from './chartFigure';
import { factList, learnMore, type Fact } from './facts';
import { sentence, short, withError } from './numbers';
import { words } from './words';

/** What the reader decided about a curve, and the analyses that need no search. */
export class CurvePanel {
  readonly block = element('section', { class: 'panel', 'aria-labelledby': 'curve-heading', id: 'curve' });
  /** the three classical plots */
  readonly plots = element('section', {
    class: 'panel wide',
    'aria-labelledby': 'plots-heading',
    id: 'plots',
  });
  private readonly heading = element('h2', { id: 'curve-heading', tabindex: -1 }, 'Curve');
  private readonly subtitle = element('p', { class: 'quiet' });
  private readonly facts = element('div');
  private readonly warnings = element('ul', { class: 'warnings' });
  private readonly profile = new ChartFigure(250);
  private readonly guinier = new ChartFigure(170);
  private readonly kratky = new ChartFigure(294);
  private readonly distances = new ChartFigure(294);

  /** @param overrule called with the unit that the visitor says q has in the file */
  constructor(private readonly overrule: (unit: QUnit) => void) {
    this.block.append(
      this.heading,
      this.subtitle,
      this.warnings,
      this.profile.block,
      this.facts,
      learnMore('What is a scattering curve?', ...words.curve),
    );
    this.plots.append(
      element('h2', { id: 'plots-heading' }, 'What the curve says by itself'),
      element('div', { class: 'charts three' }, this.guinier.block, this.kratky.block, this.distances.block),
      learnMore('What do these three plots say?', ...words.guinier),
    );
  }

  show(curve: MeasuredCurve, analysis: CurveAnalysis): void {
    this.heading.textContent = curve.name;
    this.subtitle.textContent = curve.title && curve.title !== curve.name ? curve.title : '';
    this.warnings.replaceChildren(
      ...[...curve.warnings, ...analysis.warnings].map((text) => element('li', {}, sentence(text))),
    );
    this.facts.replaceChildren(factList([...this.reading(curve), ...analysed(analysis)]));
    const { guinier, pairDistance } = analysis;
    void this.profile.show((size) => profileChart(curve, undefined, { ...size, title: 'Measured curve' }));
    void this.guinier.show(
      guinier?.method === 'guinier' ? (size) => guinierChart(curve, guinier, size) : undefined,
    );
    void this.kratky.show(
      guinier
        ? (size) => kratkyChart(curve, guinier, { ...size, subtitle: 'dashed: peak of a compact globule' })
        : undefined,
    );
    void this.distances.show(pairDistance ? (size) => pairDistanceChart(pairDistance, size) : undefined);
  }

  /** Draws the fit of the best shape over the measured points. */
  showFit({ curve, model, chi2 }: MapFit): void {
    void this.profile.show((size) =>
      fitChart(
        curve,
        { q: curve.q, intensity: model },
        { ...size, subtitle: `best single shape, chi² = ${chi2.toFixed(2)}` },
      ),
    );
  }

  focus(): void {
    this.heading.focus({ preventScroll: true });
  }

  private reading(curve: MeasuredCurve): Fact[] {
    const left = curve.leftOut.map(({ reason, count }) => `${count} left out: ${reason}`);
    return [
      {
        name: 'Points',
        value: `${curve.q.length} of ${curve.pointsRead} read`,
        note: [`q ${short(curve.q[0])} to ${short(curve.q[curve.q.length - 1])} 1/Å`, ...left].join('; '),
      },
      { name: 'Unit of q', value: this.unitChoice(curve), note: sentence(curve.unitReason) },
      {
        name: 'Errors',
        value: curve.errors === 'measured' ? 'from the file' : 'estimated',
        note: sentence(curve.errorsReason),
      },
    ];
  }

  private unitChoice(curve: MeasuredCurve): HTMLElement {
    const select = element(
      'select',
      { 'aria-label': 'Unit of q in the file' },
      element('option', { value: '1/A', selected: curve.qUnit === '1/A' }, '1/Å'),
      element('option', { value: '1/nm', selected: curve.qUnit === '1/nm' }, '1/nm'),
    );
    select.addEventListener('change', () => this.overrule(select.value as QUnit));
    return select;
  }
}

function analysed({
  guinier,
  kratky,
  porod,
  molecularWeight,
  pairDistance,
  shannon,
}: CurveAnalysis): (Fact | undefined)[] {
  return [
    guinier && {
      name: 'Rg',
      value: withError(guinier.rg, guinier.rgError, 'Å'),
      note:
        guinier.method === 'guinier'
          ? `radius of gyration; q·Rg ${guinier.qRgMin.toFixed(2)} to ${guinier.qRgMax.toFixed(2)}`
          : 'radius of gyration, from P(r)',
    },
    pairDistance && {
      name: 'Dmax',
      value: withError(pairDistance.dmax, pairDistance.dmaxError, 'Å'),
      note: 'largest distance within the particle',
    },
    molecularWeight && {
      name: 'Weight',
      value: withError(molecularWeight.mw, molecularWeight.mwError, 'kDa'),
      note: 'if it is a protein',
    },
    porod && {
      name: 'Volume',
      value: `${grouped(porod.volume)} Å³`,
      note: 'of the hydrated particle (Porod)',
    },
    kratky && { name: 'Kind', value: kratky.class, note: sentence(kratky.reason) },
    shannon && {
      name: 'Information',
      value: `${shannon.count.toFixed(1)} channels`,
      note: 'independent numbers that the curve can hold',
    },
  ].map((fact) => fact || undefined);
}
