import type { Resolution } from './fourierShell';
import type { Certainty } from './certainty';

/** A number of the certainty in words. */
export interface CertaintyLine {
  readonly name: string;
  readonly value: string;
  /** its meaning */
  readonly note: string;
}

const EXPECTED =
  '1 is the true shape; 0.65 is the mean shape of all proteins. Calibrated on simulated curves. For measured curves it gives the level rather than the order: it does not account for a flexible, aggregated or mixed sample.';
const UNCALIBRATED =
  'The formula is fitted to averages of the default method. Shapes of one population, or near a given structure, agree with each other more than with the truth, and it would promise too much.';

/**
 * The certainty of a reconstruction in words, for readers who meet such numbers for the first time.
 *
 * @param spread mean standard deviation of the density over the shapes, within the body
 */
export function certaintyWords(
  { expected, resolution, ambiguity }: Certainty,
  spread: number,
): CertaintyLine[] {
  return [
    {
      name: 'expected correlation with the true shape',
      value: expected ? `${expected.cc.toFixed(2)} ± ${expected.deviation.toFixed(2)}` : 'not stated',
      note: expected ? EXPECTED : UNCALIBRATED,
    },
    {
      name: 'resolution',
      value: angstrom(resolution.pairs),
      note: 'Two plausible shapes agree in features down to this size (mean Fourier shell correlation of pairs 0.5; Tuukkanen, Kleywegt & Svergun 2016); finer details differ from shape to shape.',
    },
    {
      name: 'known shapes with such a curve',
      value: `${ambiguity.shapes} of ${ambiguity.of}`,
      note:
        ambiguity.shapes === 0
          ? 'No known shape has such a curve within 5 %: the curve is unlike those of known structures, and the map is less reliable.'
          : 'Known shapes whose curves agree within 5 %. Few neighbours mean an unusual curve, not a unique answer.',
    },
    {
      name: 'spread within the body',
      value: spread.toFixed(2),
      note: 'Standard deviation of the density from shape to shape, on average: 0 where all agree, 0.5 where half of the shapes have matter and half have none. spread.ccp4 gives it voxel by voxel.',
    },
  ];
}

function angstrom({ angstrom: value, beyondLastQ }: Resolution): string {
  return `${value.toFixed(0)} Å${beyondLastQ ? ' or better' : ''}`;
}
