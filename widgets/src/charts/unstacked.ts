/** A layer of a chart, or a group of layers. */
interface Layer {
  readonly mark?: string | { readonly type: string };
  readonly encoding?: Readonly<Record<string, object>>;
  readonly layer?: readonly Layer[];
}

/**
 * A layer whose areas and bars are not stacked. Vega-Lite 5.6, used by JupyterLab, stacks the
 * values of such marks by default (including an area from y to y2 on a logarithmic axis); later versions
 * do not. With an explicit setting all versions draw the same.
 */
export function unstacked<T extends object>(part: T): T {
  const layer = part as Layer;
  if (layer.layer) return { ...part, layer: layer.layer.map(unstacked) };
  const type = typeof layer.mark === 'string' ? layer.mark : layer.mark?.type;
  if ((type !== 'area' && type !== 'bar') || !layer.encoding) return part;
  const encoding = Object.fromEntries(
    Object.entries(layer.encoding).map(([channel, each]) => [
      channel,
      (channel === 'x' || channel === 'y') && 'field' in each ? { stack: null, ...each } : each,
    ]),
  );
  return { ...part, encoding };
}
