import { element } from 'decodesaxs-widgets/live';
import { factList } from './facts';
import type { ComparedModel } from './messages';
import { filePicker } from './openPanel';
import { structureVerdict } from './structureVerdict';
import { RunsBeside } from './runsBeside';
import { StructureFitView } from './structureFitView';
import type { Run } from './visit';

/** A structure superposed on the map, in numbers and words. */
export class ComparePanel {
  readonly block = element('section', {
    class: 'panel',
    'aria-labelledby': 'compare-heading',
    id: 'compare',
  });
  private readonly comparison = element('div', { role: 'status' });

  private readonly fit = new StructureFitView();
  private readonly beside: RunsBeside;

  constructor(take: (files: readonly File[]) => void, compareRuns: (other: Run) => void) {
    this.beside = new RunsBeside(compareRuns);
    this.block.append(
      element('h2', { id: 'compare-heading' }, 'Compare with a structure'),
      element(
        'div',
        { class: 'row compare-give' },
        filePicker('Choose a PDB or mmCIF file', 'model-file', take, 'plain'),
        element(
          'span',
          { class: 'quiet' },
          'or drop it on the page: its curve is fitted to yours, and it is superposed on the map',
        ),
      ),
      this.fit.block,
      this.comparison,
      this.beside.block,
    );
  }

  /** @param others the runs of this visit */
  show(run: Run, others: readonly Run[]): void {
    this.beside.show(run, others);
    this.fit.show(run);
    if (run.compared) this.compared(run, run.compared);
    else {
      const waiting = run.structure && !run.result;
      this.comparison.replaceChildren(
        waiting
          ? `${run.structure.name} is kept and superposed on the map when the search has finished.`
          : '',
      );
    }
  }

  private compared(run: Run, { name, cc, mirror, rmax }: ComparedModel): void {
    const expected = run.result?.reconstruction.certainty.expected;
    this.comparison.replaceChildren(
      element('p', { class: 'said' }, expected ? structureVerdict(name, cc, expected) : ''),
      factList([
        { name: 'Structure', value: name, note: `Radius ${rmax.toFixed(1)} Å.` },
        {
          name: 'CC',
          value: cc.ownRadius.toFixed(3),
          note: 'Correlation with each body scaled by its own radius: blind to size, as it is published.',
        },
        { name: 'CC at true scale', value: cc.trueScale.toFixed(3), note: 'Both at their size in Å.' },
        {
          name: 'Handedness',
          value: mirror ? 'mirror image' : 'as it stands',
          note: mirror
            ? 'The mirror image of the structure fits better and is shown: scattering cannot tell the two apart.'
            : 'The structure fits better as it stands than as its mirror image.',
        },
      ]),
    );
  }
}
