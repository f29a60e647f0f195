import { bodyBox, type Box, button, element } from 'decodesaxs-widgets/live';
import type { DensityMap } from 'decodesaxs/core';
import { viewerDensity } from './densities';
import { factList } from './facts';
import { StillViews } from './stillViews';
import type { Run } from './visit';

const USUAL_LEVEL = 0.3;
/** Margin around the larger body. */
const MARGIN = 1.1;

/** Two runs of this visit beside each other, superposed, at one scale, with the correlation between them. */
export class RunsBeside {
  readonly block = element('div', { class: 'beside', hidden: true });
  private readonly choices = element('div', { class: 'row' });
  private readonly shown = element('div', { role: 'status' });

  constructor(private readonly compare: (other: Run) => void) {
    this.block.append(element('h3', {}, 'Beside another run'), this.choices, this.shown);
  }

  show(run: Run, others: readonly Run[]): void {
    const finished = others.filter(({ number, result }) => result && number !== run.number);
    this.block.hidden = !run.result || finished.length === 0;
    this.choices.replaceChildren(
      ...finished.map((other) =>
        button(
          `${other.read.file.name}, chi² ${other.result?.reconstruction.fit.chi2.toFixed(2)}`,
          `Compare with the run of ${other.read.file.name}`,
          () => this.compare(other),
        ),
      ),
    );
    this.shown.replaceChildren();
    const { beside, result } = run;
    if (!beside || !result) return;
    const { map } = result.reconstruction;
    const extent = MARGIN * Math.max(sideOf(map), sideOf(beside.map));
    this.shown.append(
      ...[
        [run.read.file.name, map] as const,
        [`${beside.name}${beside.mirror ? ', mirror image' : ''}, superposed`, beside.map] as const,
      ].flatMap(([name, each]) => {
        const views = new StillViews();
        views.show(each, each.threshold ?? USUAL_LEVEL, extent);
        return [element('h4', {}, name), views.block];
      }),
      element('p', { class: 'note' }, `Each square shows ${extent.toFixed(0)} Å.`),
      factList([
        {
          name: 'CC of the runs',
          value: beside.cc.ownRadius.toFixed(3),
          note: 'Correlation of the two maps, each scaled by its own radius.',
        },
        { name: 'CC at true scale', value: beside.cc.trueScale.toFixed(3), note: 'Both at their size in Å.' },
      ]),
    );
  }
}

/** Longest side of the box around a body in Å. */
function sideOf(map: DensityMap): number {
  const { low, high }: Box = bodyBox(viewerDensity(map), map.threshold ?? USUAL_LEVEL);
  return Math.max(...[0, 1, 2].map((axis) => high[axis] - low[axis]));
}
