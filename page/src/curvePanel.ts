import type { CurveAnalysis, MeasuredCurve, QUnit } from 'decodesaxs/core';
import { pairDistanceChart } from 'decodesaxs-widgets/core';
import { checkbox, element, grouped } from 'decodesaxs-widgets/live';
import { ChartFigure } from './chartFigure';
import { fittedChart, guinierMaker, kratkyMaker, measuredChart } from './curveCharts';
import { factList, learnMore, type Fact } from './facts';
import { sentence, short } from './numbers';
import { sizeProblem } from './sizeProblem';
import { usedRange } from './usedWords';
import type { Run } from './visit';
import { words } from './words';

/** The decisions of the reader about a curve, and the analyses without a search. */
export class CurvePanel {
  readonly block = element('section', { class: 'panel', 'aria-labelledby': 'curve-heading', id: 'curve' });
  /** the three classical plots */
  readonly plots = element('section', {
    class: 'panel wide',
    'aria-labelledby': 'plots-heading',
    id: 'plots',
  });
  private readonly subtitle = element('p', { class: 'quiet' });
  private readonly facts = element('div');
  private readonly warnings = element('ul', { class: 'warnings' });
  private readonly profile = new ChartFigure(250);
  private readonly guinier = new ChartFigure(170);
  private readonly kratky = new ChartFigure(294);
  private readonly distances = new ChartFigure(294);

  /**
   * @param overrule called with the unit of q chosen by the visitor
   * @param keep called when the visitor wants the points that were left out, or no longer
   */
  constructor(
    private readonly overrule: (unit: QUnit) => void,
    private readonly keep: (keep: boolean) => void,
  ) {
    this.block.append(
      element('h2', { id: 'curve-heading' }, 'Curve'),
      this.profile.block,
      this.subtitle,
      this.warnings,
      this.facts,
      learnMore('What is a scattering curve?', ...words.curve),
    );
    this.plots.append(
      element('h2', { id: 'plots-heading' }, 'Analysis of the curve'),
      element('div', { class: 'charts' }, this.guinier.block, this.kratky.block, this.distances.block),
      learnMore('What do these three plots say?', ...words.guinier),
    );
  }

  /** The charts with their names, for saving. */
  charts(): [string, ChartFigure][] {
    return [
      ['curve', this.profile],
      ['guinier', this.guinier],
      ['kratky', this.kratky],
      ['pair-distances', this.distances],
    ];
  }

  show(run: Run): void {
    const { curve, analysis, file } = run.read;
    this.subtitle.textContent = curve.title && curve.title !== curve.name ? curve.title : '';
    const tooLarge = sizeProblem(analysis);
    const said = tooLarge ? [tooLarge] : [...curve.warnings, ...analysis.warnings];
    this.warnings.replaceChildren(...said.map((text) => element('li', {}, sentence(text))));
    this.facts.replaceChildren(
      factList([...this.reading(curve, file.keepPoints), ...(tooLarge ? [] : analysed(analysis))]),
    );
    const { guinier, pairDistance } = analysis;
    this.showProfile(run);
    void this.guinier.show(guinier && guinierMaker(curve, guinier));
    void this.kratky.show(guinier && kratkyMaker(curve, guinier));
    void this.distances.show(pairDistance && ((size) => pairDistanceChart(pairDistance, size)));
  }

  /** Draws the curve, with its fit, if any. */
  showProfile(run: Run): void {
    const { curve } = run.read;
    const fit = run.result?.reconstruction.fit;
    const range = usedRange(run);
    void this.profile.show(fit && range ? fittedChart(curve, fit, range) : measuredChart(curve, range));
  }

  private reading(curve: MeasuredCurve, kept = false): (Fact | undefined)[] {
    const left = curve.leftOut.map(({ reason, count }) => `${count} left out: ${reason}`);
    return [
      {
        name: 'Points',
        value: `${curve.q.length} of ${curve.pointsRead} read, q ${short(curve.q[0])} to ${short(curve.q[curve.q.length - 1])} 1/Å`,
        note: left.length > 0 ? sentence(left.join('; ')) : undefined,
      },
      kept || curve.leftOutPoints.length > 0 ? this.leftOut(curve, kept) : undefined,
      { name: 'Unit of q', value: this.unitChoice(curve), note: sentence(curve.unitReason) },
      {
        name: 'Errors',
        value: curve.errors === 'measured' ? 'from the file' : 'estimated',
        note: sentence(curve.errorsReason),
      },
    ];
  }

  private leftOut({ leftOutPoints }: MeasuredCurve, kept: boolean): Fact {
    const reasons = [...new Set(leftOutPoints.map(({ reason }) => reason))];
    const label = kept ? 'all points used' : `use the ${leftOutPoints.length} left out (hollow)`;
    return {
      name: 'Left out',
      value: checkbox(label, (on) => this.keep(on), kept),
      note: kept
        ? 'Outliers, points of the beam and of the shadow of its stop are used as they are.'
        : sentence(`Each because ${reasons.join(', or ')}`),
    };
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

function analysed({ guinier, kratky, porod, shannon }: CurveAnalysis): (Fact | undefined)[] {
  return [
    guinier && {
      name: 'Guinier range',
      value:
        guinier.method === 'guinier'
          ? `q·Rg ${guinier.qRgMin.toFixed(2)} to ${guinier.qRgMax.toFixed(2)}`
          : 'none: Rg from P(r)',
    },
    kratky && { name: 'Folding', value: kratky.class, note: sentence(kratky.reason) },
    porod && {
      name: 'Porod volume',
      value: `${grouped(porod.volume)} Å³`,
      note: 'Of the hydrated particle, from the Porod invariant of the curve; one of the inputs of the molecular weight. The volume of the map at its level stands under the shape.',
    },
    shannon && {
      name: 'Shannon channels of the whole curve',
      value: shannon.count.toFixed(1),
      note: 'Independent numbers that a curve over this range of q can hold: Dmax (q_max − q_min) / π.',
    },
  ].map((fact) => fact || undefined);
}
