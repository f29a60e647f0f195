import { bundle, type Showable } from './bundle';
import { writeDisplayData } from './kernel';

/**
 * Shows charts, views and PNG pictures as outputs of the cell of a tslab notebook: `await show(chart)`.
 * @throws Error outside of a tslab kernel
 */
export async function show(...shown: readonly Showable[]): Promise<void> {
  for (const each of shown) writeDisplayData({ ...(await bundle(each)), transient: {} });
}
