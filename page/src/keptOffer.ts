import { button, element } from 'decodesaxs-widgets/live';
import type { News } from './messages';
import { counted } from './numbers';

/** Offers to continue the search of an earlier visit. */
export class KeptOffer {
  readonly block = element('div', {
    class: 'kept row',
    role: 'group',
    'aria-label': 'The search of your last visit',
    hidden: true,
  });

  constructor(private readonly wish: (wish: 'reopen' | 'forget') => void) {}

  show({ name, generation, generations }: Extract<News, { kind: 'kept' }>): void {
    const done = generation >= generations;
    this.block.replaceChildren(
      button(
        done ? `Show ${name} again` : `Continue with ${name}`,
        done ? `Show the result for ${name} again` : `Continue the search for ${name}`,
        () => {
          this.hide();
          this.wish('reopen');
        },
      ),
      element(
        'span',
        { class: 'quiet' },
        `${done ? `Its search took ${counted(generations, 'generation')}` : `Its search was left after generation ${generation} of ${generations}`}; it is kept in this browser alone.`,
      ),
      button('Forget it', `Forget the search for ${name}`, () => {
        this.hide();
        this.wish('forget');
      }),
    );
    this.block.hidden = false;
  }

  hide(): void {
    this.block.hidden = true;
  }
}
