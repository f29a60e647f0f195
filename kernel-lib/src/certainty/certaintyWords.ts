import type { Resolution } from './fourierShell';
import type { Certainty } from './certainty';

/** A number of the certainty in words. */
export interface CertaintyLine {
  readonly name: string;
  readonly value: string;
  /** what it means */
  readonly note: string;
}

/** What a reconstruction knows of its own quality, in words for those who see such numbers for the first time. */
export function certaintyWords({ expected, resolution, ambiguity, measures }: Certainty): CertaintyLine[] {
  return [
    {
      name: 'expected correlation with the true shape',
      value: `${expected.cc.toFixed(2)} ± ${expected.deviation.toFixed(2)}`,
      note: '1 would be the true shape, 0.65 is what the mean shape of all proteins reaches. Learnt from simulated curves, of which two in three or more came within the ±. Of measured curves it tells the level rather than which comes out better: a sample that is flexible, clustered or mixed is not foreseen.',
    },
    {
      name: 'resolution of the averaged map',
      value: angstrom(resolution.half),
      note: `Two halves of the shapes, averaged apart, agree in features down to this size (Fourier shell correlation 0.5; at the milder limit 0.143: ${angstrom(resolution.seventh)}). It says how far the answer repeats itself, not how right it is, and is never finer than 2π/q of the last point used.`,
    },
    {
      name: 'resolution of single shapes',
      value: angstrom(resolution.pairs),
      note: 'Two shapes that both fit the curve agree in features down to this size: finer details differ from shape to shape.',
    },
    {
      name: 'ambiguity of the curve',
      value: `${ambiguity.score.toFixed(1)} (${ambiguity.verdict})`,
      note:
        ambiguity.shapes === 0
          ? `None of ${ambiguity.of} known shapes has such a curve: it is unlike those of known structures, and the map less to be trusted.`
          : `${ambiguity.shapes} of ${ambiguity.of} known shapes have such a curve within 5 %. The score is log10 of that number; below 1.5 few shapes would do, from 2.5 on many.`,
    },
    {
      name: 'spread within the body',
      value: measures.meanSpread.toFixed(2),
      note: 'Standard deviation of the density from shape to shape, on average: 0 where all agree, 0.5 where half of the shapes have matter and half have none. spread.ccp4 and the red of the pictures tell it place by place.',
    },
  ];
}

function angstrom({ angstrom: value, beyondLastQ }: Resolution): string {
  return `${value.toFixed(0)} Å${beyondLastQ ? ' or better' : ''}`;
}
