/** An output sent by tslab to the notebook, in several forms; the frontend shows the richest. */
export interface DisplayData {
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly transient: { readonly display_id?: string };
}

interface JupyterModule {
  readonly lastWriteDisplayData: ((data: DisplayData, update: boolean) => void) | null;
}

/**
 * Sends an output to the notebook. The `display` of tslab sends one form per call; several forms of one
 * output need the function inside it (tslab 1.0.22, dist/jupyter.js), which is found among the
 * modules that the running kernel has loaded, wherever it is installed.
 * @param update true: replaces the output with this display id
 * @throws Error outside of a tslab kernel
 */
export function writeDisplayData(data: DisplayData, update = false): void {
  const jupyter = runningKernel();
  if (!jupyter?.lastWriteDisplayData) {
    throw new Error(
      'show needs a notebook with the tslab kernel; elsewhere use toPng or toSvg for a chart and the html of a view',
    );
  }
  jupyter.lastWriteDisplayData(data, update);
}

/** True where a tslab kernel runs this code. */
export function kernelRuns(): boolean {
  return runningKernel() !== undefined;
}

/** The module of the running kernel; where two installations of tslab are loaded, one of them runs it. */
function runningKernel(): JupyterModule | undefined {
  return Object.keys(require.cache)
    .filter((file) => /[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(file))
    .map((file) => require.cache[file]?.exports as JupyterModule)
    .find((each) => each.lastWriteDisplayData);
}
