import {
  fitTable,
  historyTable,
  mapToBeads,
  memberFile,
  summaryOf,
  writeBeads,
  writeCcp4,
} from 'decodesaxs/core';
import { button, element } from 'decodesaxs-widgets/live';
import { strToU8, zipSync, type Zippable } from 'fflate';
import type { Versions } from './resultPanel';
import { packedAddress, runAddress, writeRun } from './runFile';
import { save, stem } from './save';
import { summaryTable } from './summaryTable';
import type { Run } from './visit';

/** A file of a finished run. */
interface RunDownload {
  readonly label: string;
  readonly words: string;
  readonly ending: string;
  readonly type: string;
  readonly data: () => string | Uint8Array;
}

/** Sources of pictures and reports. */
export interface DownloadWishes {
  readonly report: (run: Run) => Promise<string>;
  /** pictures of charts and of the shape by their names */
  readonly pictures: (run: Run) => Promise<Record<string, string | Uint8Array>>;
}

/** All files of a finished run, one by one and as one zip. */
export class Downloads {
  readonly block = element('section', {
    class: 'panel',
    'aria-labelledby': 'downloads-heading',
    id: 'downloads',
    hidden: true,
  });
  private readonly list = element('ul', { class: 'files' });
  private readonly said = element('p', { class: 'quiet', role: 'status' });

  constructor(private readonly wishes: DownloadWishes) {
    this.block.append(element('h2', { id: 'downloads-heading' }, 'Downloads'), this.list, this.said);
  }

  show(run: Run, versions: Versions): void {
    this.block.hidden = run.result === undefined;
    this.said.replaceChildren();
    this.list.replaceChildren();
    if (!run.result) return;
    const base = stem(run.read.file.name);
    const files = filesOf(run, versions);
    const row = (label: string, words: string, press: () => void): void =>
      void this.list.append(
        element(
          'li',
          {},
          button(label, `${label}: ${words}`, press),
          element('span', { class: 'note' }, words),
        ),
      );
    row('All as one zip', 'every file below, with the pictures', () => void this.zip(run, base, files));
    for (const { label, words, ending, type, data } of files)
      row(label, words, () => save(`${base}${ending}`, data(), type));
    row(
      'Report',
      'one HTML file with everything to look at, opens without a network',
      () => void this.report(run, base),
    );
    row(
      'Pictures',
      'charts as SVG, three views of the shape as PNG with a clear ground, in a zip',
      () => void this.pictures(run, base),
    );
    const { example } = run.read.file;
    const link = example
      ? runAddress(example, run.result.settings)
      : packedAddress(writeRun(run, versions.weights));
    if (link)
      row(
        'Link',
        example
          ? 'copies an address that repeats this run'
          : 'copies an address that holds the curve and repeats this run',
        () => void this.copy(link),
      );
    else
      this.list.append(
        element('li', { class: 'note' }, 'The curve is too long for a link: the run file repeats this run.'),
      );
  }

  private async zip(run: Run, base: string, files: readonly RunDownload[]): Promise<void> {
    await this.during('Packing …', async () => {
      const packed: Zippable = { [run.read.file.name.replace(/[\\/]/g, '-')]: run.read.file.bytes };
      for (const { ending, data } of files) packed[`${base}${ending}`] = asBytes(data());
      packed[`${base}-report.html`] = strToU8(await this.wishes.report(run));
      for (const [name, picture] of Object.entries(await this.wishes.pictures(run)))
        packed[`pictures/${name}`] = asBytes(picture);
      save(`${base}.zip`, zipSync(packed, { level: 6 }), 'application/zip');
      return `${base}.zip is saved: ${Object.keys(packed).length} files.`;
    });
  }

  private async report(run: Run, base: string): Promise<void> {
    await this.during('Writing the report, which takes some seconds …', async () => {
      save(`${base}-report.html`, await this.wishes.report(run), 'text/html');
      return 'The report is saved.';
    });
  }

  private async pictures(run: Run, base: string): Promise<void> {
    await this.during('Drawing …', async () => {
      const pictures = await this.wishes.pictures(run);
      const packed = Object.fromEntries(
        Object.entries(pictures).map(([name, data]) => [name, asBytes(data)]),
      );
      save(`${base}-pictures.zip`, zipSync(packed, { level: 0 }), 'application/zip');
      return `${base}-pictures.zip is saved: ${Object.keys(packed).length} pictures.`;
    });
  }

  private async during(words: string, work: () => Promise<string>): Promise<void> {
    this.said.textContent = words;
    await new Promise((resolve) => setTimeout(resolve, 30));
    try {
      this.said.textContent = await work();
    } catch (error) {
      this.said.textContent = `This cannot be written here: ${(error as Error).message}`;
    }
  }

  private async copy(address: string): Promise<void> {
    const link = new URL(address, location.href).href;
    const copied = await navigator.clipboard?.writeText(link).then(
      () => true,
      () => false,
    );
    const shown = link.length > 120 ? `${link.slice(0, 100)}… (${link.length} letters)` : link;
    this.said.replaceChildren(copied ? 'Copied: ' : 'The link: ', element('a', { href: link }, shown));
  }
}

const asBytes = (data: string | Uint8Array): Uint8Array => (typeof data === 'string' ? strToU8(data) : data);

/** The files of a finished run, the same as from the command line. */
function filesOf(run: Run, versions: Versions): RunDownload[] {
  if (!run.result) return [];
  const result = run.result.reconstruction;
  const { name } = run.read.file;
  const members = (): Uint8Array =>
    zipSync(Object.fromEntries(result.members.map(({ map }, i) => [memberFile(i), writeCcp4(map)])), {
      level: 6,
    });
  const file = (
    label: string,
    ending: string,
    words: string,
    type: string,
    data: RunDownload['data'],
  ): RunDownload => ({ label, ending, words, type, data });
  return [
    file(
      'Map',
      '-map.ccp4',
      `density map, CCP4: the answer, chi² ${result.fit.chi2.toFixed(2)}`,
      'application/octet-stream',
      () => writeCcp4(result.map),
    ),
    file(
      'Mean',
      '-mean.ccp4',
      `mean of the plausible shapes, CCP4, chi² ${result.mean.fit.chi2.toFixed(2)}`,
      'application/octet-stream',
      () => writeCcp4(result.mean.map),
    ),
    file(
      'Spread',
      '-spread.ccp4',
      'standard deviation of the density over the shapes, CCP4/MRC',
      'application/octet-stream',
      () => writeCcp4({ ...result.mean.map, values: result.spread, threshold: undefined }),
    ),
    file(
      'Beads',
      '-beads.pdb',
      `bead model, PDB, chi² ${result.beads.fit.chi2.toFixed(2)}`,
      'chemical/x-pdb',
      () =>
        writeBeads(mapToBeads(result.beads.map), {
          title: `Shape of ${name}`,
          radius: result.beads.map.step / 2,
          remarks: [
            ...(result.map.note === undefined ? [] : [result.map.note]),
            `chi-square of these beads ${result.beads.fit.chi2.toFixed(3)}, Rg ${result.beads.rg.toFixed(2)} A`,
          ],
        }),
    ),
    ...(result.members.length > 0
      ? [
          file(
            'Members',
            '-members.zip',
            `${result.members.length} plausible shapes that each fit, CCP4, in a zip`,
            'application/zip',
            members,
          ),
        ]
      : []),
    file('Fit', '-fit.dat', 'q, I, errors and fitted I', 'text/plain', () =>
      fitTable(result, run.read.curve),
    ),
    file('History', '-history.csv', 'score and radius by generation, CSV', 'text/csv', () =>
      historyTable(result),
    ),
    file(
      'Numbers',
      '-summary.json',
      'all numbers as the command line writes them, JSON',
      'application/json',
      () => `${JSON.stringify(summaryOf(result, run.read.curve), null, 2)}\n`,
    ),
    file('Summary', '-summary.csv', 'all numbers of this page, CSV', 'text/csv', () =>
      summaryTable(run, versions),
    ),
    ...(run.compared
      ? [
          file(
            'Structure',
            '-structure.pdb',
            'trace of the structure, superposed on the map, PDB',
            'chemical/x-pdb',
            () => (run.compared as NonNullable<Run['compared']>).pdb,
          ),
        ]
      : []),
    file(
      'Run file',
      '.run.json',
      'repeats this run when it is dropped on this page',
      'application/json',
      () => writeRun(run, versions.weights),
    ),
  ];
}
