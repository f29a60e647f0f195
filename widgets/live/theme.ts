export type Theme = 'light' | 'dark';

/** Light or dark: given by a message of the surrounding page, until then by the system. */
export const theme = {
  current: 'light' as Theme,
  listeners: [] as (() => void)[],
  set(next: Theme): void {
    this.current = next;
    document.documentElement.dataset.theme = next;
    this.listeners.forEach((listener) => listener());
  },
  background(): string {
    return this.current === 'dark' ? '#16181b' : '#ffffff';
  },
  start(): void {
    const preference = matchMedia('(prefers-color-scheme: dark)');
    let told = false;
    const follow = (): void => {
      if (!told) this.set(preference.matches ? 'dark' : 'light');
    };
    preference.addEventListener('change', follow);
    follow();
    addEventListener('message', (event) => {
      const said = (event.data as { decodesaxsTheme?: unknown } | null)?.decodesaxsTheme;
      if (said !== 'light' && said !== 'dark') return;
      told = true;
      this.set(said);
    });
  },
};
