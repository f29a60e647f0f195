import type { Body } from './body';
import { type Density, volumeMeter } from './density';
import { element, grouped, slider, type Slider } from './dom';
import type { Payload } from './payload';

/** Slider of the isolevel with the enclosed volume and, where Å³ per dalton are given, the corresponding weight. */
export class LevelControl {
  readonly block: HTMLElement;
  readonly report = element('p', { class: 'report', role: 'status' });
  private meter: (level: number) => number;

  constructor(
    density: Density,
    private level: number,
    private readonly volumePerDalton: number | undefined,
    change: (level: number) => void,
    private readonly name = '',
  ) {
    this.meter = volumeMeter(density);
    this.block = slider(
      `Isolevel${name && ` ${name}`}`,
      { ...levelRange(density, level), value: level },
      (value) => value.toPrecision(2),
      (value) => {
        this.level = value;
        change(value);
        this.tell();
      },
    ).block;
    this.tell();
  }

  /** Measures another density at the same level. */
  measure(density: Density): void {
    this.meter = volumeMeter(density);
    this.tell();
  }

  private tell(): void {
    const volume = this.meter(this.level);
    const prefix = this.name && `${this.name}: `;
    this.report.textContent = `${prefix}${grouped(volume)} Å³ enclosed`;
    if (this.volumePerDalton === undefined) return;
    const weight = volume / this.volumePerDalton / 1000;
    const kilodaltons = weight < 10 ? weight.toFixed(1) : weight.toFixed(0);
    this.report.append(`, about ${kilodaltons} kDa of protein`);
    this.report.title = `at ${this.volumePerDalton} Å³ per dalton (Porod volume of a hydrated protein)`;
  }
}

/** Slider of the opacity of a body. */
export function opacityControl(body: Body, name = ''): Slider {
  return slider(
    `Opacity${name && ` ${name}`}`,
    { min: 0.1, max: 1, step: 0.05, value: body.style.opacity },
    (value) => `${Math.round(100 * value)} %`,
    (value) => body.setOpacity(value),
  );
}

/** Levels with a visible surface, in 200 steps of which one is the threshold. */
function levelRange(density: Density, threshold: number): { min: number; max: number; step: number } {
  const high = density.values.reduce((a, b) => Math.max(a, b), -Infinity);
  const low = density.values.reduce((a, b) => Math.min(a, b), Infinity);
  const step = (high - low) / 200;
  return { min: threshold - step * Math.floor((threshold - low - 3 * step) / step), max: high - step, step };
}

/** Key of a colour scale. */
export function colourKey(spread: Omit<NonNullable<Payload['spread']>, 'map'>): HTMLElement {
  const ends = spread.range.map((value) => String(Number(value.toPrecision(2))));
  const scale = element('span', { class: 'scale' });
  scale.style.background = `linear-gradient(to right, ${spread.colours.join(', ')})`;
  return element(
    'div',
    {
      class: 'key',
      role: 'img',
      'aria-label': `Colour scale of the spread, pale at ${ends[0]}, dark red at ${ends[1]}`,
    },
    element('span', {}, spread.unit),
    ends[0],
    scale,
    ends[1],
  );
}
