/** A search that takes 100 seconds, and what a cell does after it. */
export const longSearch = [
  `import { watchSearch } from 'decodesaxs-widgets';
async function* search(signal: AbortSignal) {
  for (let generation = 0; generation < 200 && !signal.aborted; generation++) {
    yield { generation, bestScore: [3, 4, 5, 6], bestRmax: [38, 40, 44] };
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return 'the best so far';
}`,
  `const watched = await watchSearch(search, { generations: 200 });`,
  'console.log(`${watched.result}, ${watched.interrupted}, ${watched.steps.length < 200}`);',
  'console.log(`last generation: ${watched.steps.length - 1}`);',
];

/** A view, and a later cell that changes it. */
export const changedView = [
  `import { liveView } from 'decodesaxs-widgets';
const ball = (x: number) => ({
  size: [31, 31, 31] as [number, number, number], step: 2, origin: [-30, -30, -30] as [number, number, number], threshold: 0.5,
  values: Float32Array.from({ length: 31 ** 3 }, (_, at) => {
    const [i, j, k] = [Math.floor(at / 961), Math.floor(at / 31) % 31, at % 31];
    return 1 / (1 + Math.exp(Math.hypot(2 * i - 30 - x, 2 * j - 30, 2 * k - 30) - 12));
  }),
});
const shown = liveView([{ name: 'still', map: ball(-14) }, { name: 'goes', map: ball(14) }], { layout: 'overlay' });`,
  `shown.change({
  remove: ['goes'],
  add: [{ name: 'comes', map: ball(14), colour: '#4aa37c' }],
  looks: { still: { colour: '#d55e00', opacity: 1, threshold: 0.7 } },
});
console.log(shown.names.join());`,
];

/** A notebook of code cells for the TypeScript kernel, without outputs. */
export function notebookOf(cells: readonly string[]): string {
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: 'tslab', display_name: 'TypeScript (SAXS)', language: 'typescript' } },
    cells: cells.map((source, i) => ({
      cell_type: 'code',
      id: `cell${i}`,
      execution_count: null,
      metadata: {},
      outputs: [],
      source,
    })),
  });
}
