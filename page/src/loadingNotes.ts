import { element } from 'decodesaxs-widgets/live';
import { megabytes } from './numbers';
import { whyNothingIsKept } from './secure';

/** Notes about networks and browser: one line below the input of curves. */
export class LoadingNotes {
  readonly block = element('p', { class: 'quiet notes', role: 'status' });
  private loaded = false;

  loading(received: number, total: number): void {
    if (this.loaded) return;
    this.block.textContent =
      received < total
        ? `Fetching the networks, once: ${megabytes(received)} of ${megabytes(total)} MB`
        : 'Unpacking the networks …';
  }

  ready(notes: readonly string[]): void {
    this.loaded = true;
    this.block.textContent = notes.length > 0 ? notes.join(' ') : 'The networks are ready.';
    this.block.classList.toggle('calm', notes.length === 0);
  }

  failed(): void {
    this.block.textContent = '';
  }

  /** The browser keeps no search. */
  notKept(): void {
    this.block.classList.remove('calm');
    this.block.append(` ${whyNothingIsKept()} the search: closed or reloaded, the page forgets it.`);
  }
}
