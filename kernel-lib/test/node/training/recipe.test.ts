import { deepStrictEqual, strictEqual, throws } from 'node:assert';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readWeights } from '../../../src/network/weights';
import { readManifest, WEIGHTS_FOLDER } from '../../../src/node/networkFiles';
import { readRecipe } from '../../../src/node/training/recipe';
import { CURVE_VARIATIONS } from '../../../src/train/samples/sample';
import { directFiles } from '../../../src/reconstruct/networks';

describe('the recipe of the networks', () => {
  const folder = mkdtempSync(join(tmpdir(), 'decodesaxs recipe '));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const written = (text: string): string => {
    const file = join(folder, 'recipe.json');
    writeFileSync(file, text);
    return file;
  };

  it('makes networks of the form of those that come with the library', () => {
    const files = directFiles(readManifest());
    const forms = files.map((name) => {
      const { arrays } = readWeights(readFileSync(join(WEIGHTS_FOLDER, name)), name);
      return {
        width: arrays.get('direct.hidden1.bias')!.shape[0],
        hiddenLayers: [...arrays.keys()].filter((key) => /^direct\.hidden\d+\.weight$/.test(key)).length,
      };
    });
    deepStrictEqual(
      readRecipe().directNetworks.map(({ width, hiddenLayers }) => ({ width, hiddenLayers })),
      forms,
    );
  });

  it('stands beside a manifest that names it and counts the networks there are', () => {
    const manifest = readManifest();
    strictEqual(manifest.training.directNetworks, directFiles(manifest).length);
    deepStrictEqual(manifest.training.recipe, readRecipe());
  });

  it('is refused in one sentence when a number is missing or makes no sense', () => {
    const good = { seed: 1, autoEncoder: { jointSamples: 1, refinedSamples: 1 } };
    const network = { width: 8, hiddenLayers: 1, samples: 10 };
    const of = (value: unknown): string => written(JSON.stringify(value));
    throws(() => readRecipe(written('{')), /not readable as JSON: /);
    throws(() => readRecipe(join(folder, 'none.json')), /no file .*none\.json/);
    throws(() => readRecipe(of(null)), /the whole is null, expected a recipe/);
    throws(() => readRecipe(of({ ...good, directNetworks: [] })), /expected one network or more/);
    throws(
      () => readRecipe(of({ ...good, directNetworks: [{ ...network, samples: -3 }] })),
      /directNetworks\.0\.samples is -3, expected a whole number above 0/,
    );
    throws(
      () => readRecipe(of({ ...good, autoEncoder: { jointSamples: 1 }, directNetworks: [network] })),
      /autoEncoder\.refinedSamples is missing, expected the numbers of samples/,
    );
    const withShares = (shares: unknown): string =>
      of({ ...good, directNetworks: [network, { ...network, shares }] });
    throws(
      () => readRecipe(withShares({ pair: -1 })),
      /directNetworks\.1\.shares\.pair is -1, expected a share of 0 or more/,
    );
    throws(() => readRecipe(withShares({ rough: 1 })), /expected shares of asIs, beads, /);
    const none = Object.fromEntries(CURVE_VARIATIONS.map((name) => [name, 0]));
    throws(() => readRecipe(withShares(none)), /expected a share above 0 of one variation or more/);
    deepStrictEqual(readRecipe(withShares({ ...none, pair: 2 })), {
      ...good,
      threads: 2,
      directNetworks: [network, { ...network, shares: { ...none, pair: 2 } }],
    });
  });
});
