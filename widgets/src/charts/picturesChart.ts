import { InputError } from '../inputError';
import { base64 } from '../render/base64';
import type { SurfacePicture } from '../volume/surfacePng';
import { chart, type Chart, type ChartOptions } from './chart';
import { ink } from './theme';

/** A picture of a body with its label. */
export interface LabelledPicture extends SurfacePicture {
  readonly label: string;
}

/** Options of `picturesChart`. */
export interface PicturesOptions extends ChartOptions {
  /** number of pictures per row; default all */
  readonly columns?: number;
  /** side of a picture in pixels, default 200 */
  readonly side?: number;
}

const gap = 16,
  head = 22;

/**
 * Pictures of bodies beside each other, row by row, each with its label above and a scale bar in Å below.
 * @throws InputError when there is no picture
 */
export function picturesChart(pictures: readonly LabelledPicture[], options: PicturesOptions = {}): Chart {
  const { columns = pictures.length, side = 200, ...rest } = options;
  if (pictures.length === 0) throw new InputError('there is no picture to show: give at least one');
  const cellHeight = side + head + 20;
  const lines = Math.ceil(pictures.length / columns);
  const width = columns * (side + gap) - gap,
    height = lines * cellHeight;
  const values = pictures.map(({ png, label, extent }, i) => {
    const bar = roundLength(extent / 3.2);
    const [left, top] = [(i % columns) * (side + gap), Math.floor(i / columns) * cellHeight];
    return {
      label,
      url: `data:image/png;base64,${base64(png)}`,
      left,
      top: top + 4,
      middleX: left + side / 2,
      middleY: top + head + side / 2,
      bar: `${bar} Å`,
      barFrom: left + side - (bar / extent) * side,
      barTo: left + side,
      barMiddle: left + side - ((bar / extent) * side) / 2,
      barY: top + head + side + 4,
    };
  });
  const x = { type: 'quantitative', axis: null, scale: { domain: [0, width], nice: false, zero: false } };
  const y = {
    type: 'quantitative',
    axis: null,
    scale: { domain: [0, height], nice: false, zero: false, reverse: true },
  };
  const at = (fieldX: string, fieldY: string): object => ({
    x: { field: fieldX, ...x },
    y: { field: fieldY, ...y },
  });
  const layer = [
    {
      mark: { type: 'image', width: side, height: side, align: 'center', baseline: 'middle' },
      encoding: { ...at('middleX', 'middleY'), url: { field: 'url', type: 'nominal' } },
    },
    {
      mark: { type: 'text', align: 'left', baseline: 'top', fontSize: 11, limit: side + gap - 4 },
      encoding: { ...at('left', 'top'), text: { field: 'label' } },
    },
    {
      mark: { type: 'rule', strokeWidth: 2, color: ink },
      encoding: { ...at('barFrom', 'barY'), x2: { field: 'barTo' } },
    },
    {
      mark: { type: 'text', baseline: 'top', dy: 4, fontSize: 9.5 },
      encoding: { ...at('barMiddle', 'barY'), text: { field: 'bar' } },
    },
  ];
  return chart(
    `Pictures: ${pictures.map(({ label }) => label).join('; ')}.`,
    'Shapes',
    { data: { values }, layer },
    { width, height, ...rest },
  );
}

/** The round length (1, 2, 5 times a power of ten) at or below a given length. */
function roundLength(wanted: number): number {
  const decade = 10 ** Math.floor(Math.log10(wanted));
  return decade * (wanted / decade >= 5 ? 5 : wanted / decade >= 2 ? 2 : 1);
}
