/** Files of the page that the report embeds, fetched before it is written. */
const files = new Map<string, string>();

/** Fetches a file of the page, to be found by its name. */
export async function prepareFile(name: string): Promise<void> {
  if (files.has(name)) return;
  const response = await fetch(name);
  if (!response.ok) throw new Error(`${name} cannot be fetched`);
  files.set(name, await response.text());
}

/** A prepared file, by the end of its path; `utf8` or bytes, as Node gives it. */
export function readFileSync(path: string, encoding?: string): string | Uint8Array {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const text = files.get(name);
  if (text === undefined) throw new Error(`${name} was not prepared`);
  return encoding ? text : new TextEncoder().encode(text);
}

export const join = (...parts: readonly string[]): string => parts.join('/');
export const dirname = (path: string): string => path.slice(0, path.lastIndexOf('/'));
