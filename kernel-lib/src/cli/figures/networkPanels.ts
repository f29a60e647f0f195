import {
  arrangeCharts,
  histogramChart,
  latentsChart,
  layersChart,
  picturesChart,
  surfacePng,
  type Chart,
  type LabelledPicture,
} from 'decodesaxs-widgets';
import { modelShape, voxelCorrelation, type DepositedModel } from '../../evaluate/depositedModels';
import { summariseCorrelations } from '../../evaluate/evaluateNetwork';
import { latentCorrelations } from '../../evaluate/latentCorrelations';
import { PAPER_NETWORK } from '../../evaluate/paperFigures';
import { shapeMap } from '../../map/shapeMap';
import type { AutoEncoder } from '../../network/autoEncoder';
import { networkLayers, paperNetworkLayers } from '../../network/networkLayers';
import { FIRST_STAGE_LATENTS, PAPER_WIDTHS } from '../../network/paperLayers';
import { PAPER_THRESHOLD } from '../../network/paperNetwork';
import { HISTOGRAM_BINS } from '../../train/buildLibrary';
import { percent } from '../numbers';
import type { ModelCorrelation } from '../../node/evaluation/networkTable';
import type { FigureSources } from './sources';

/** Number of models shown with the lowest correlation. */
const FAILING = 4;

/** 1b: both auto-encoders, layer by layer. */
export async function architecturePanel(sources: FigureSources): Promise<Chart> {
  const { autoEncoder } = await sources.networks();
  return arrangeCharts(
    'column',
    [
      layersChart(paperNetworkLayers(FIRST_STAGE_LATENTS), {
        title: "The paper's network in its first stage of training",
        subtitle: `${FIRST_STAGE_LATENTS} latents; the second stage keeps the convolutions and trains ${PAPER_WIDTHS.latents} latents between them`,
      }),
      layersChart(paperNetworkLayers(), {
        title: "The paper's network in its second stage",
        subtitle: `a voxel is set where the output is above ${PAPER_THRESHOLD}`,
      }),
      layersChart(networkLayers(autoEncoder), { title: `The default network (${autoEncoder.name})` }),
    ],
    { title: '1b  From voxels to 200 latents and back' },
  );
}

/** 1c: correlation of models with their decoded maps, beside the paper's numbers, and the models with the lowest. */
export async function decodedPanel(sources: FigureSources): Promise<Chart> {
  const models = await sources.networkCorrelations();
  const histogram = decodedHistogram(models, await sources.paperCorrelations());
  const worst = [...models]
    .sort((a, b) => a.cc - b.cc)
    .slice(0, FAILING)
    .map(({ id }) => id);
  const deposited = sources
    .models()
    .filter(({ id }) => worst.includes(id))
    .sort((a, b) => worst.indexOf(a.id) - worst.indexOf(b.id));
  if (deposited.length === 0) return histogram;
  const { autoEncoder } = await sources.networks();
  const pairs = deposited.map((model) => modelAndDecoded(model, autoEncoder));
  const pictures = picturesChart([...pairs.map(([before]) => before), ...pairs.map(([, after]) => after)], {
    columns: deposited.length,
    side: 170,
    title: 'Lowest correlation: models above, decoded maps below',
  });
  return arrangeCharts('column', [histogram, pictures]);
}

/** The histogram of the correlations, with the lowest of them and of the paper, and beside those of the paper's network as trained here. */
export function decodedHistogram(
  models: readonly ModelCorrelation[],
  papers: readonly ModelCorrelation[] = [],
): Chart {
  const here = correlationsOf(models);
  const trained = papers.length > 0 ? correlationsOf(papers) : undefined;
  return histogramChart(
    { 'this network': here.cc, ...(trained ? { "the paper's network, trained here": trained.cc } : {}) },
    {
      xTitle: 'correlation of a model with its decoded map',
      domain: [Math.min(0.6, ...here.cc, ...(trained?.cc ?? [])), 1],
      title: '1c  Models encoded and decoded',
      width: 480,
      height: 220,
      subtitle:
        `${here.words}; paper, ${PAPER_NETWORK.n} models: mean ${PAPER_NETWORK.meanCC}, ${percent(PAPER_NETWORK.above090, 1)}\n` +
        `lowest: ${here.lowest}; of the paper ${PAPER_NETWORK.worst.id}, ${PAPER_NETWORK.worst.cc.toFixed(2)}` +
        (trained ? `\nthe paper's network, trained here: ${trained.words}; lowest: ${trained.lowest}` : ''),
      marks: [
        { value: here.mean, label: `mean ${here.mean.toFixed(3)}` },
        { value: PAPER_NETWORK.meanCC, label: `paper ${PAPER_NETWORK.meanCC}` },
      ],
    },
  );
}

function correlationsOf(models: readonly ModelCorrelation[]): {
  cc: number[];
  mean: number;
  words: string;
  lowest: string;
} {
  const { n, meanCC: mean, above090 } = summariseCorrelations(models);
  const { id, cc: least } = models.reduce((low, model) => (model.cc < low.cc ? model : low));
  return {
    cc: models.map((model) => model.cc),
    mean,
    words: `${n} models: mean ${mean.toFixed(3)}, ${percent(above090, 1)} above 0.90`,
    lowest: `${id}, ${least.toFixed(2)}`,
  };
}

function modelAndDecoded(model: DepositedModel, network: AutoEncoder): [LabelledPicture, LabelledPicture] {
  const { grid, rmax } = modelShape(model);
  const decoded = network.decode(network.encode(grid, 1), 1);
  const before = surfacePng(shapeMap(grid, rmax, 0.5));
  return [
    { ...before, label: `${model.id}, ${model.kind}` },
    {
      ...surfacePng(shapeMap(decoded, rmax, 0.5), { extent: before.extent }),
      label: `CC ${voxelCorrelation(grid, decoded).toFixed(3)}`,
    },
  ];
}

/** 1d: histograms of the latents over real structures, and the correlations of all pairs of them. */
export async function latentsPanel(sources: FigureSources): Promise<Chart> {
  const { histograms, library } = await sources.networks();
  const pairs = latentCorrelations(library.latents);
  const deviation = Math.sqrt(pairs.reduce((sum, r) => sum + r * r, 0) / pairs.length);
  const largest = pairs.reduce((most, r) => Math.max(most, Math.abs(r)), 0);
  return arrangeCharts('row', [
    latentsChart(histograms, HISTOGRAM_BINS, 4, {
      title: '1d  Latents of real structures',
      single: [1, 2, 3, 4],
      width: 440,
      height: 260,
    }),
    histogramChart(
      { pairs },
      {
        xTitle: 'correlation of two latents',
        bins: 40,
        domain: [-largest, largest],
        title: 'Correlations of all pairs of latents',
        width: 440,
        height: 260,
        subtitle: `${pairs.length} pairs, ${library.count} structures: root mean square ${deviation.toFixed(4)}`,
      },
    ),
  ]);
}
