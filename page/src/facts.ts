import { element } from 'decodesaxs-widgets/live';
/** A line of a list of facts: what, how much, and what that means. */
export interface Fact {
  readonly name: string;
  readonly value: string | Node;
  readonly note?: string;
}

/** Facts as a description list; every text is shown as text. */
export function factList(facts: readonly (Fact | undefined | false)[]): HTMLElement {
  const list = element('dl', { class: 'facts' });
  for (const fact of facts) {
    if (!fact) continue;
    list.append(
      element(
        'div',
        {},
        element('dt', {}, fact.name),
        element(
          'dd',
          {},
          fact.value,
          ...(fact.note ? [' ', element('span', { class: 'note' }, fact.note)] : []),
        ),
      ),
    );
  }
  return list;
}

/** A heading with a text behind it that whoever wants opens. */
export function learnMore(heading: string, ...paragraphs: readonly string[]): HTMLElement {
  return element(
    'details',
    { class: 'learn' },
    element('summary', {}, heading),
    ...paragraphs.map((text) => element('p', {}, text)),
  );
}
