import './outputOrder';
import type { DisplayData } from '../../widgets/src/tslab/kernel';

/** The part of the JavaScript kernel (jupyterlite-javascript-kernel 0.4.0a5) that sends a message of any kind. */
interface Outputs {
  _onOutput(message: { type: 'display_data' | 'update_display_data'; bundle: DisplayData }): void;
}

const outputs = (): Outputs | undefined => (globalThis as { Jupyter?: { comm?: Outputs } }).Jupyter?.comm;

/**
 * Sends an output to the notebook. The `display` of the kernel cannot replace an earlier output, so that the function
 * inside it is called.
 * @param update true: replaces the output with this display id
 * @throws Error outside of the JavaScript kernel
 */
export function writeDisplayData(data: DisplayData, update = false): void {
  const kernel = outputs();
  if (!kernel) throw new Error('show needs a notebook with the JavaScript kernel of JupyterLite');
  // a message holds plain data
  const bundle = JSON.parse(JSON.stringify(data)) as DisplayData;
  kernel._onOutput({ type: update ? 'update_display_data' : 'display_data', bundle });
}

/** True where a kernel of JupyterLite runs this code. */
export function kernelRuns(): boolean {
  return outputs() !== undefined;
}
