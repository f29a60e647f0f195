import { button, element } from 'decodesaxs-widgets/live';
import type { QUnit } from 'decodesaxs/core';

/** The place where the page says, in one sentence, what it cannot do and what would do. */
export class Refusal {
  readonly block = element('div', { class: 'refusal', role: 'alert', hidden: true });

  constructor(private readonly overrule: (unit: QUnit) => void) {}

  /** @param askUnit whether the visitor can help by saying the unit of q */
  say(sentence: string, askUnit = false): void {
    this.block.replaceChildren(element('p', {}, sentence));
    if (askUnit) {
      this.block.append(
        element(
          'div',
          { class: 'row' },
          button('q is in 1/Å', 'Read q in 1/Å', () => this.overrule('1/A')),
          button('q is in 1/nm', 'Read q in 1/nm', () => this.overrule('1/nm')),
        ),
      );
    }
    this.block.hidden = false;
    this.block.scrollIntoView({ block: 'nearest' });
  }

  clear(): void {
    this.block.replaceChildren();
    this.block.hidden = true;
  }
}
