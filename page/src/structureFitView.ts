import { element } from 'decodesaxs-widgets/live';
import { ChartFigure } from './chartFigure';
import { fittedChart } from './curveCharts';
import { factList, type Fact } from './facts';
import { sentence } from './numbers';
import type { Run } from './visit';
import type { FittedStructure } from './structureFit';

/** The profile of a structure over the measured curve, its chi², its mass against the curve's. */
export class StructureFitView {
  readonly block = element('div', { id: 'structure-fit', hidden: true });
  private readonly heading = element('h3');
  private readonly said = element('p', { class: 'said' });
  private readonly further = element('ul', { class: 'warnings' });
  private readonly chart = new ChartFigure(220);
  private readonly facts = element('div');
  private shown: FittedStructure | undefined;

  constructor() {
    this.block.append(this.heading, this.said, this.chart.block, this.facts, this.further);
  }

  show({ fitted, read }: Run): void {
    this.block.hidden = fitted === undefined;
    if (fitted === this.shown) return;
    this.shown = fitted;
    if (!fitted) return;
    this.heading.textContent = `The curve of ${fitted.name} over the measured one`;
    const [verdict, ...others] = fitted.sentences;
    this.said.textContent = sentence(verdict);
    this.further.replaceChildren(...others.map((text) => element('li', {}, sentence(text))));
    this.facts.replaceChildren(factList(factsOf(fitted)));
    const { q } = fitted.curve;
    void this.chart.show(fittedChart(read.curve, fitted, [q[0], q[q.length - 1]]));
  }
}

function factsOf({ chi2, rg, rgCurve, mass, massCurve, layer }: FittedStructure): Fact[] {
  return [
    {
      name: 'chi² of the structure',
      value: chi2.toFixed(2),
      note: 'Of its atoms in water with a hydration layer, against the measured errors; no map is involved.',
    },
    {
      name: 'Mass',
      value: `${mass.toFixed(1)} kDa`,
      note: massCurve
        ? `The curve gives ${massCurve.value.toFixed(1)} ± ${massCurve.error.toFixed(1)} kDa.`
        : 'The curve gives no mass.',
    },
    ...(massCurve
      ? [
          {
            name: 'Mass, curve over structure',
            value: `${(massCurve.value / mass).toFixed(2)} ± ${(massCurve.error / mass).toFixed(2)}`,
            note: 'Two: a dimer of the structure; a half: one of its two chains.',
          },
        ]
      : []),
    {
      name: 'Rg in solvent',
      value: `${rg.toFixed(1)} Å`,
      note: rgCurve === undefined ? undefined : `Of the curve: ${rgCurve.toFixed(1)} Å.`,
    },
    {
      name: 'Hydration layer',
      value: `${layer.toFixed(3)} e/Å³`,
      note: 'Contrast of a layer 3 Å thick, fitted between 0 and 0.06.',
    },
  ];
}
