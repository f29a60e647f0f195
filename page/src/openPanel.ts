import { element } from 'decodesaxs-widgets/live';
/** A file that the visitor gave. */
export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** name of the example it is */
  readonly example?: string;
}

/** Curves that come with the page. */
export const EXAMPLES = [
  { name: 'SASDA25', words: 'complement factor H, domains 10–11', size: 'Rg 20 Å' },
  { name: 'SASDJG5', words: 'main protease of SARS-CoV-2, dimer', size: 'Rg 27 Å' },
  { name: 'glucose-isomerase', words: 'glucose isomerase, tetramer', size: 'Rg 33 Å' },
] as const;

/** Largest curve or model file that is taken: measured ones are a thousand times smaller. */
const MOST_BYTES = 64 * 2 ** 20;

/** Where a curve is dropped, chosen, or taken from the examples. */
export class OpenPanel {
  readonly block = element('section', { class: 'open', 'aria-label': 'Open a curve' });

  constructor(
    private readonly give: (file: GivenFile) => void,
    private readonly refuse: (sentence: string) => void,
  ) {
    const input = filePicker('Choose a curve', 'curve-file', (file) => void this.take(file));
    const zone = element(
      'div',
      { class: 'zone' },
      input,
      element(
        'p',
        { class: 'quiet' },
        'or drop it anywhere on the page: .dat, .txt, .csv, .int, .fit, GNOM\u00a0.out, canSAS\u00a0.xml, sasCIF',
      ),
    );
    const examples = element(
      'div',
      { class: 'examples', role: 'group', 'aria-label': 'Examples' },
      element('p', { class: 'quiet' }, 'No curve at hand? Take one of these:'),
      ...EXAMPLES.map((example) => {
        const made = element(
          'button',
          { type: 'button', class: 'example' },
          element('strong', {}, example.name),
          element('span', {}, example.words),
          element('span', {}, example.size),
        );
        made.addEventListener('click', () => void this.example(example.name));
        return made;
      }),
    );
    this.block.append(zone, examples);
  }

  async example(name: string): Promise<void> {
    const response = await fetch(`examples/${name}.dat`).catch(() => undefined);
    if (!response?.ok)
      return this.refuse('The example cannot be fetched: check the connection and reload the page.');
    this.give({ name: `${name}.dat`, bytes: new Uint8Array(await response.arrayBuffer()), example: name });
  }

  /** Reads a file that was chosen or dropped. */
  async take(file: File): Promise<void> {
    const bytes = await readFile(file, this.refuse);
    if (bytes) this.give({ name: file.name, bytes });
  }
}

/** The bytes of a file; undefined, and a sentence, where it is too large or cannot be read. */
export async function readFile(
  file: File,
  refuse: (sentence: string) => void,
): Promise<Uint8Array | undefined> {
  if (file.size > MOST_BYTES) {
    refuse(
      `${file.name} has ${Math.round(file.size / 2 ** 20)} MB; files up to ${MOST_BYTES / 2 ** 20} MB are read, and a curve is a thousand times smaller.`,
    );
    return undefined;
  }
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    refuse(`${file.name} cannot be read: it may have been moved or changed, choose it again.`);
    return undefined;
  }
}

/** A button that opens the browser's file chooser. */
export function filePicker(
  words: string,
  id: string,
  take: (file: File) => void,
  kind = 'primary',
): HTMLElement {
  const input = element('input', { type: 'file', id, class: 'unseen' });
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file) take(file);
    input.value = '';
  });
  return element(
    'span',
    { class: 'picker' },
    input,
    element('label', { for: id, class: `button ${kind}` }, words),
  );
}
