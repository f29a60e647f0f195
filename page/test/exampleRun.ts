import path from 'node:path';
import { parseCurve } from 'decodesaxs/dist/curve/format/parseCurve';
import { useBackend } from 'decodesaxs/dist/node/backend';
import { loadNetworks } from 'decodesaxs/dist/node/networkFiles';
import { reconstruct, type Reconstruction } from 'decodesaxs/dist/reconstruct/reconstruct';
import { fixture } from './builtPage';

/** A short run of an example, the same in every browser. */
export const EXAMPLE = 'SASDA25';
export const SETTINGS = { seed: 3, generations: 2 } as const;
/** The part of an address that begins it. */
export const EXAMPLE_HASH = `#example=${EXAMPLE}&seed=${SETTINGS.seed}&generations=${SETTINGS.generations}`;

let run: Promise<Reconstruction> | undefined;

/** What the library makes of the same curve, networks and settings on the page's backend, computed once. */
export function exampleRun(folder: string): Promise<Reconstruction> {
  run ??= computed(folder);
  return run;
}

async function computed(folder: string): Promise<Reconstruction> {
  await useBackend('wasm');
  const steps = reconstruct(
    parseCurve(fixture(`${EXAMPLE}.dat`)),
    loadNetworks(path.join(folder, 'weights')),
    {
      seed: SETTINGS.seed,
      limits: { generations: SETTINGS.generations },
    },
  );
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return value;
  }
}
