/** A layer of a chart, or a group of layers. */
interface Layer {
  readonly mark?: string | { readonly type: string };
  readonly encoding?: Readonly<Record<string, object>>;
  readonly layer?: readonly Layer[];
}

/**
 * A layer whose areas and bars stand where their data are. Vega-Lite 5.6, which JupyterLab draws with, adds the
 * values of such marks up where it may (an area from y to y2 on a logarithmic axis among them); later versions
 * do not. Said outright, all versions draw the same.
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
