import type { QUnit } from 'decodesaxs/core';
import { button, element } from 'decodesaxs-widgets/live';
import type { GivenFile } from './given';
import type { ReadingPlan } from './visit';

/** A file that could be read if its unit of q were known. */
export interface UnitUnknown {
  readonly file: GivenFile;
  readonly plan: ReadingPlan;
}

/** The place where the page says, in one sentence, what it cannot do and what would help. */
export class Refusal {
  readonly block = element('div', { class: 'refusal', role: 'alert', hidden: true });
  /** the file with an unknown unit of q */
  file: UnitUnknown | undefined;

  constructor(private readonly overrule: (unit: QUnit) => void) {}

  /** @param file given where the visitor can choose its unit of q */
  say(sentence: string, file?: UnitUnknown): void {
    this.file = file;
    this.block.replaceChildren(element('p', {}, sentence));
    if (file) {
      this.block.append(
        element(
          'div',
          { class: 'row' },
          button('q is in 1/Å', 'Read q in 1/Å', () => this.overrule('1/A')),
          button('q is in 1/nm', 'Read q in 1/nm', () => this.overrule('1/nm')),
        ),
      );
    }
    this.block.append(button('×', 'Close this message', () => this.clear()));
    this.block.hidden = false;
    this.block.scrollIntoView({ block: 'nearest' });
  }

  clear(): void {
    this.file = undefined;
    this.block.replaceChildren();
    this.block.hidden = true;
  }
}

/** A sentence of the library unchanged, or a description of an unexpected error. */
export function refusalWords(kind: 'refused' | 'failed', message: string): string {
  return kind === 'refused'
    ? message
    : `Something went wrong while computing (${message}): please reload the page and try again.`;
}
