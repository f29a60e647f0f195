import { type Theme, theme } from 'decodesaxs-widgets/live';
const KEY = 'decodesaxs-theme';

/** Light or dark as the system prefers, until the visitor presses the button; the choice is kept where the browser keeps anything. */
export function startTheme(button: HTMLButtonElement): void {
  theme.start();
  const kept = remembered();
  if (kept) theme.set(kept);
  const name = (): void => {
    const other = theme.current === 'dark' ? 'light' : 'dark';
    button.textContent = other === 'dark' ? 'Dark' : 'Light';
    button.setAttribute('aria-label', `Change to ${other} colours`);
  };
  theme.listeners.push(name);
  name();
  button.addEventListener('click', () => {
    theme.set(theme.current === 'dark' ? 'light' : 'dark');
    try {
      localStorage.setItem(KEY, theme.current);
    } catch {
      return;
    }
  });
}

function remembered(): Theme | undefined {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === 'light' || kept === 'dark' ? kept : undefined;
  } catch {
    return undefined;
  }
}
