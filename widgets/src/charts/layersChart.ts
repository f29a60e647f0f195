import { InputError } from '../inputError';
import { chart, type Chart, type ChartOptions } from './chart';
import type { Row } from './rows';
import { colours } from './theme';

/** One layer of a network. */
export interface LayerRow {
  readonly name: string;
  readonly part: 'encoder' | 'latents' | 'decoder';
  readonly operation: string;
  /** its input layers; shown where they are not the previous layer alone */
  readonly from: readonly string[];
  /** shape of its output */
  readonly output: readonly number[];
  readonly parameters: number;
}

const rowHeight = 24,
  labelWidth = 124;
/** Positions of texts, in half widths of the widest bar: operation, shape, parameters, and the end. */
const columns = { operation: 1.15, shape: 4.35, parameters: 5.35, end: 5.4 };

/**
 * A network layer by layer, from top to bottom: the width of a bar is the number of output values of the layer,
 * on a logarithmic scale, so that a compression looks like an hourglass. Beside it the operation,
 * the output shape, and the numbers of weights and biases.
 * @throws InputError when there is no layer
 */
export function layersChart(layers: readonly LayerRow[], options: ChartOptions = {}): Chart {
  if (layers.length === 0) throw new InputError('the network has no layer: its picture needs at least one');
  const values = layers.map((layer, at) => layerRow(layer, at, layers));
  const reach = Math.max(...values.map(({ half }) => half as number));
  const parameters = layers.reduce((sum, layer) => sum + layer.parameters, 0);
  const y = {
    field: 'name',
    type: 'nominal',
    sort: null,
    axis: {
      title: null,
      domain: false,
      ticks: false,
      labelLimit: 200,
      labelAlign: 'left',
      labelPadding: labelWidth,
    },
  };
  const x = {
    type: 'quantitative',
    axis: null,
    scale: { domain: [-reach, reach * columns.end], nice: false },
  };
  const text = (field: string, at: number, align: string): object => ({
    mark: { type: 'text', align, fontSize: 10.5, limit: 400 },
    encoding: { y, x: { ...x, datum: reach * at }, text: { field } },
  });
  const head = (words: string, at: number): object => ({
    data: { values: [{}] },
    mark: { type: 'text', align: 'right', fontSize: 10.5, fontStyle: 'italic', text: words },
    encoding: { y: { value: -6 }, x: { ...x, datum: reach * at } },
  });
  const bars = {
    mark: { type: 'bar', height: { band: 0.66 }, cornerRadius: 2, opacity: 0.85 },
    encoding: {
      y,
      x: { field: 'low', ...x },
      x2: { field: 'half' },
      color: {
        field: 'part',
        type: 'nominal',
        legend: null,
        scale: {
          domain: ['encoder', 'latents', 'decoder'],
          range: [colours.measured, colours.fit, colours.third],
        },
      },
      tooltip: ['name', 'operation', 'shape', 'parameters'].map((field) => ({ field })),
    },
  };
  return chart(
    `A network of ${layers.length} layers and ${parameters} parameters: ${layers.map(({ name, output }) => `${name} ${output.join('×')}`).join(', ')}.`,
    'Layers of the network',
    {
      data: { values },
      layer: [
        bars,
        text('operation', columns.operation, 'left'),
        text('shape', columns.shape, 'right'),
        text('weights', columns.parameters, 'right'),
        head('output', columns.shape),
        head('parameters', columns.parameters),
      ],
    },
    {
      subtitle: `${grouped(parameters)} parameters; bars: output values per layer (logarithmic)`,
      width: 640,
      height: rowHeight * layers.length,
      ...options,
    },
  );
}

function layerRow(
  { name, part, operation, from, output, parameters }: LayerRow,
  at: number,
  layers: readonly LayerRow[],
): Row {
  const half = Math.log10(output.reduce((product, n) => product * n, 1));
  const before = at > 0 && from.length === 1 && from[0] === layers[at - 1].name;
  const words =
    from.length === 0 || before
      ? operation
      : `${operation}, from ${from.map((name) => name.replace(`${part}.`, '').replace('encoder.', '')).join(' + ')}`;
  return {
    name,
    part,
    operation: words,
    shape: output.join(' × '),
    parameters,
    weights: parameters > 0 ? grouped(parameters) : '',
    half,
    low: -half,
  };
}

/** A whole number with thin spaces between its thousands. */
function grouped(n: number): string {
  return n.toLocaleString('en').replace(/,/g, '\u202f');
}
