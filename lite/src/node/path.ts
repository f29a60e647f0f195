// The functions of `node:path` that the lessons need, for paths with slashes.

export const sep = '/';

/** Path without empty, `.` and `..` parts where they can be resolved. */
export function normalize(path: string): string {
  const absolute = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && kept.length > 0 && kept[kept.length - 1] !== '..') kept.pop();
    else if (part !== '..' || !absolute) kept.push(part);
  }
  return (absolute ? '/' : '') + kept.join('/') || (absolute ? '/' : '.');
}

export function join(...parts: readonly string[]): string {
  return normalize(parts.filter(Boolean).join('/') || '.');
}

/** The folder in which a notebook runs. */
export const WORKING_FOLDER = '/notebooks';

export function resolve(...parts: readonly string[]): string {
  let path = '';
  for (const part of parts) path = part.startsWith('/') ? part : `${path}/${part}`;
  return normalize(parts.some((part) => part.startsWith('/')) ? path : `${WORKING_FOLDER}/${path}`);
}

export function dirname(path: string): string {
  const at = path.replace(/\/+$/, '').lastIndexOf('/');
  if (at < 0) return path.startsWith('/') ? '/' : '.';
  return path.slice(0, at) || '/';
}

export function basename(path: string, ending = ''): string {
  const name = path.replace(/\/+$/, '').split('/').pop() ?? '';
  return ending && name !== ending && name.endsWith(ending) ? name.slice(0, -ending.length) : name;
}

export function extname(path: string): string {
  const name = basename(path);
  const at = name.lastIndexOf('.');
  return at > 0 ? name.slice(at) : '';
}

export function isAbsolute(path: string): boolean {
  return path.startsWith('/');
}
