import { button, element } from 'decodesaxs-widgets/live';
import { soundSettings } from './runFile';
import type { RunSettings } from './runSettings';

/** Seed and radius, and the button for a new search with them. */
export class SettingsPanel {
  readonly block = element('details', { class: 'learn settings' });
  private readonly seed = element('input', {
    type: 'number',
    min: 0,
    max: 4294967295,
    step: 1,
    value: 1,
    id: 'seed',
  });
  private readonly radius = element('input', {
    type: 'number',
    min: 1,
    max: 1000,
    step: 'any',
    id: 'radius',
    placeholder: 'searched',
  });
  private generations: number | undefined;

  constructor(again: (settings: RunSettings) => void, refuse: (sentence: string) => void) {
    const run = button('Search again with these', 'Search again with these settings', () => {
      try {
        again(this.settings());
      } catch (error) {
        refuse((error as Error).message);
      }
    });
    this.block.append(
      element('summary', {}, 'Settings'),
      element(
        'div',
        { class: 'row' },
        element('label', { for: 'seed' }, 'Seed', this.seed),
        element('label', { for: 'radius' }, 'Radius, where it is known (Å)', this.radius),
        run,
      ),
      element(
        'p',
        {},
        'The same seed, settings and version give the same shape. The radius is the largest distance from the centre. Settings hold for this curve alone: the next one begins without any.',
      ),
    );
    this.seed.addEventListener('input', () => (this.generations = undefined));
  }

  /** @throws InputError when one is impossible */
  private settings(): RunSettings {
    const radiusGiven = this.radius.value !== '' || this.radius.validity.badInput;
    return soundSettings({
      seed: this.seed.value === '' ? 'not a number' : this.seed.valueAsNumber,
      rmax: radiusGiven ? this.radius.valueAsNumber : undefined,
      generations: this.generations,
    });
  }

  /** Shows the settings of the current run. */
  show({ seed, rmax, generations }: RunSettings): void {
    this.seed.valueAsNumber = seed;
    this.radius.value = rmax === undefined ? '' : String(rmax);
    this.generations = generations;
  }
}
