import { button, element } from 'decodesaxs-widgets/live';
import type { RunSettings } from './messages';

/** Seed and radius, and the button that runs again with them. */
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
    const run = button('Run with these', 'Search anew with these settings', () => {
      const wrong = this.wrong();
      if (wrong) refuse(wrong);
      else again(this.settings());
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
        'The same seed, settings and version give the same shape. The radius is the largest distance from the centre.',
      ),
    );
    this.seed.addEventListener('input', () => (this.generations = undefined));
  }

  settings(): RunSettings {
    const rmax = this.radius.value === '' ? undefined : this.radius.valueAsNumber;
    return {
      seed: this.seed.valueAsNumber,
      ...(rmax === undefined ? {} : { rmax }),
      ...(this.generations === undefined ? {} : { generations: this.generations }),
    };
  }

  /** Takes settings from a file or an address. */
  set({ seed, rmax, generations }: RunSettings): void {
    this.seed.valueAsNumber = seed;
    this.radius.value = rmax === undefined ? '' : String(rmax);
    this.generations = generations;
  }

  /** Back to the settings of a first run. */
  reset(): void {
    this.set({ seed: 1 });
  }

  private wrong(): string | undefined {
    const seed = this.seed.valueAsNumber;
    if (!Number.isInteger(seed) || seed < 0 || seed > 2 ** 32 - 1)
      return `The seed is ${this.seed.value || 'not a number'}: a whole number from 0 to 4294967295 is needed.`;
    const rmax = this.radius.valueAsNumber;
    if ((this.radius.value !== '' || this.radius.validity.badInput) && !(rmax >= 1 && rmax <= 1000))
      return `The radius is ${this.radius.value || 'not a number'}: a number from 1 to 1000 Å is needed.`;
    return undefined;
  }
}
