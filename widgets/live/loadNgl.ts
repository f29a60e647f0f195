import { unpacked } from './payload';

let loading: Promise<void> | undefined;

/** Sets where NGL comes from on a page that has it as a file of its own; call it before the first view is seen. */
export function provideNgl(load: () => Promise<void>): void {
  loading ??= load();
}

/** Runs NGL once: the packed one that lies in the page, unless another was provided. */
export function loadNgl(): Promise<void> {
  loading ??= unpacked('ngl').then((buffer) => {
    const script = document.createElement('script');
    script.textContent = new TextDecoder().decode(buffer);
    document.head.append(script);
  });
  return loading;
}
