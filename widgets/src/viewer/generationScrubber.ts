import { InputError } from '../inputError';
import { volumePerDalton } from '../volume/enclosedVolume';
import { threeViewsPng } from '../volume/threeViewsPng';
import { bodyThreshold, type VolumeMap } from '../volume/volumeMap';
import { framedView } from './frame';
import { Blocks } from './packMap';
import type { View, ViewOptions } from './view';

/** The best shape of one generation. */
export interface GenerationFrame {
  readonly generation: number;
  readonly map: VolumeMap;
  /** score of the shape, where known */
  readonly score?: number;
}

/** Largest number of frames per view; a longer history is sampled evenly. */
const mostFrames = 60;

/**
 * Plays the evolution: the best shape of each generation, with a slider over the generations, a play
 * button, the score as a small curve and the isolevel. Densities are stored in 8 bits; of more than
 * 60 generations evenly spaced ones are shown, including the first and last.
 * @throws InputError when there is no frame, a map is not one, or nothing lies above the threshold
 */
export function generationScrubber(frames: readonly GenerationFrame[], options: ViewOptions = {}): View {
  const { title = 'Evolution of the shape', height = 520 } = options;
  if (frames.length === 0) throw new InputError('there is no generation to show: give at least one frame');
  const shown = thinned(frames);
  const last = shown[shown.length - 1];
  const threshold = bodyThreshold(last.map, options.threshold);
  const poster =
    options.poster ?? threeViewsPng(last.map, { threshold, scale: 1, background: 'transparent' });
  const blocks = new Blocks();
  const description = `The best shape of ${shown.length} generations, ${shown[0].generation} to ${last.generation}; the still picture shows the last.`;
  const header = {
    kind: 'generations',
    title,
    description,
    thresholds: [threshold],
    volumePerDalton,
    maps: shown.map(({ map }) => blocks.addMap(map, 1)),
    generations: shown.map(({ generation, score, map }) => ({ generation, score, rmax: map.rmax })),
  };
  return framedView({ title, description, poster, height, header, blocks });
}

function thinned(frames: readonly GenerationFrame[]): readonly GenerationFrame[] {
  if (frames.length <= mostFrames) return frames;
  return Array.from(
    { length: mostFrames },
    (_, i) => frames[Math.round((i * (frames.length - 1)) / (mostFrames - 1))],
  );
}
