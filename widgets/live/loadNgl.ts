import { unpacked } from './payload';

let loading: Promise<void> | undefined;

/** Sets the source of NGL on a page with NGL as a separate file; call it before the first view is visible. */
export function provideNgl(load: () => Promise<void>): void {
  loading ??= load();
}

/** Runs NGL once: the packed one in the page, unless another was provided. */
export function loadNgl(): Promise<void> {
  loading ??= unpacked('ngl').then((buffer) => {
    const script = document.createElement('script');
    script.textContent = new TextDecoder().decode(buffer);
    document.head.append(script);
  });
  return loading;
}
