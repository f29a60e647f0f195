import { randomUUID } from 'node:crypto';
import { kernel } from '../showsItself';
import { bundle, bundleNow, type Showable } from './bundle';
import { kernelRuns, writeDisplayData } from './kernel';

/**
 * Shows charts, views, maps, tables and PNG pictures as outputs of the cell of a tslab notebook:
 * `await show(chart)`. As the last expression of a cell, charts and views show themselves.
 * @throws Error outside of a tslab kernel
 */
export async function show(...shown: readonly Showable[]): Promise<void> {
  for (const each of shown) writeDisplayData({ ...(await bundle(each)), transient: {} });
}

/** Shows one object at once; the still picture of a chart that contains pictures follows later. */
function showNow(shown: object): void {
  const forms = bundleNow(shown as Showable);
  const id = randomUUID();
  writeDisplayData({ ...forms, transient: { display_id: id } });
  if ('$schema' in shown && !forms.data['image/png']) {
    void bundle(shown as Showable).then((all) =>
      writeDisplayData({ ...all, transient: { display_id: id } }, true),
    );
  }
}

if (kernelRuns()) kernel.display = showNow;
