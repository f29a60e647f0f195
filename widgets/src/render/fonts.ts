import { dirname, join } from 'node:path';

/** Font files of the package, so that pictures do not depend on the fonts of the system. */
export function fontFiles(): string[] {
  const folder = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf');
  return ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((name) => join(folder, name));
}
