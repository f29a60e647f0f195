import { element } from 'decodesaxs-widgets/live';
/** A line of a list of facts: name, value and meaning. */
export interface Fact {
  readonly name: string;
  readonly value: string | Node;
  /** folded behind a question mark */
  readonly note?: string;
}

/** Facts as a description list; every text is shown as text. */
export function factList(facts: readonly (Fact | undefined | false)[]): HTMLElement {
  const list = element('dl', { class: 'facts' });
  for (const fact of facts) {
    if (!fact) continue;
    const { name, value, note } = fact;
    list.append(
      element(
        'div',
        {},
        element('dt', {}, name),
        element('dd', {}, element('span', { class: 'value' }, value), ...(note ? [folded(name, note)] : [])),
      ),
    );
  }
  return list;
}

/** A note behind a question mark. */
function folded(name: string, note: string): HTMLElement {
  return element(
    'details',
    { class: 'why' },
    element('summary', { 'aria-label': `About ${name}` }, '?'),
    element('p', { class: 'note' }, note),
  );
}

/** A heading with a text that opens on request. */
export function learnMore(heading: string, ...paragraphs: readonly string[]): HTMLElement {
  return element(
    'details',
    { class: 'learn' },
    element('summary', {}, heading),
    ...paragraphs.map((text) => element('p', {}, text)),
  );
}
