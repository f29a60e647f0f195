import type { Chart } from 'decodesaxs-widgets';
import type { FigureSources } from './sources';

/** One panel of a figure of the paper. */
export interface Panel {
  /** description */
  readonly shows: string;
  readonly draw: (sources: FigureSources) => Promise<Chart>;
}

/** The panels of figures 1 and 2 of the paper (He, Liu & Liu, iScience 2020) by their names. */
export const PANELS: Readonly<Record<string, Panel>> = {
  '1a': {
    shows: 'a structure and its voxels',
    draw: async (s) => (await import('./voxelPanel')).voxelPanel(s),
  },
  '1b': {
    shows: 'the architecture of both auto-encoders, the stages of the paper, its threshold',
    draw: async (s) => (await import('./networkPanels')).architecturePanel(s),
  },
  '1c': {
    shows: 'correlation of deposited models with their encoded and decoded maps',
    draw: async (s) => (await import('./networkPanels')).decodedPanel(s),
  },
  '1d': {
    shows: 'distributions of the latents',
    draw: async (s) => (await import('./networkPanels')).latentsPanel(s),
  },
  '2a': {
    shows: 'chi² and correlation with the model by generation',
    draw: async (s) => (await import('./searchPanels')).generationsPanel(s),
  },
  '2b': { shows: 'the fit of the curve', draw: async (s) => (await import('./searchPanels')).fitPanel(s) },
  '2c': {
    shows: 'map and model superposed, from two sides',
    draw: async (s) => (await import('./searchPanels')).superpositionPanel(s),
  },
  '2d': {
    shows: 'correlations with the models, size given and free',
    draw: async (s) => (await import('./resultPanels')).correlationsPanel(s),
  },
  '2e': {
    shows: 'radius found against real radius',
    draw: async (s) => (await import('./resultPanels')).radiiPanel(s),
  },
  '2f': {
    shows: 'one entry that works and one that does not, with the radius searched and given',
    draw: async (s) => (await import('./searchPanels')).examplesPanel(s),
  },
};
