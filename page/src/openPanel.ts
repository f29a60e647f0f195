import { element } from 'decodesaxs-widgets/live';
/** Curves that come with the page. */
export const EXAMPLES = [
  { name: 'SASDA25', title: 'Complement factor H', words: 'domains 10–11, Rg 20 Å' },
  { name: 'SASDJG5', title: 'Main protease', words: 'SARS-CoV-2, dimer, Rg 27 Å' },
  { name: 'glucose-isomerase', title: 'Glucose isomerase', words: 'tetramer, Rg 33 Å' },
] as const;

/** Input of a curve: dropped, chosen, or from the examples. */
export class OpenPanel {
  readonly block = element('section', { class: 'open', 'aria-label': 'Open a curve' });

  constructor(
    private readonly take: (files: readonly File[]) => void,
    example: (name: string) => void,
  ) {
    const zone = element(
      'div',
      { class: 'zone' },
      filePicker('Choose a curve', 'curve-file', take),
      element(
        'p',
        { class: 'quiet' },
        'or drop it anywhere on the page',
        element(
          'span',
          { class: 'kinds' },
          ', a structure (PDB, mmCIF) beside it if you have one. Curves: .dat, .txt, .csv, .int, .fit, GNOM\u00a0.out, canSAS\u00a0.xml, sasCIF; all of them also as .gz',
        ),
      ),
    );
    const examples = element(
      'div',
      { class: 'examples', role: 'group', 'aria-label': 'Examples' },
      element('p', { class: 'quiet' }, 'No curve at hand? Try one of these; it takes about half a minute:'),
      ...EXAMPLES.map(({ name, title, words }) => {
        const made = element(
          'button',
          { type: 'button', class: 'example' },
          element('strong', {}, title),
          element('span', {}, words),
        );
        made.addEventListener('click', () => example(name));
        return made;
      }),
    );
    this.block.append(zone, examples);
  }

  /** Files may be dropped anywhere. */
  listenForDrops(): void {
    addEventListener('dragover', (event) => {
      event.preventDefault();
      document.body.classList.add('dropping');
    });
    addEventListener('dragleave', (event) => {
      if (!event.relatedTarget) document.body.classList.remove('dropping');
    });
    addEventListener('drop', (event) => {
      event.preventDefault();
      document.body.classList.remove('dropping');
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) this.take(files);
    });
  }
}

/** A button that opens the browser's file chooser. */
export function filePicker(
  words: string,
  id: string,
  take: (files: readonly File[]) => void,
  kind = 'primary',
): HTMLElement {
  const input = element('input', { type: 'file', id, class: 'unseen', multiple: true });
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    input.value = '';
    if (files.length > 0) take(files);
  });
  return element(
    'span',
    { class: 'picker' },
    input,
    element('label', { for: id, class: `button ${kind}` }, words),
  );
}
