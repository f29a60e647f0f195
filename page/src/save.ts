import { element } from 'decodesaxs-widgets/live';
/** Hands data to the visitor as a file. */
export function save(name: string, data: string | Uint8Array, type: string): void {
  const address = URL.createObjectURL(new Blob([data as BlobPart], { type }));
  const link = element('a', { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A file name without its ending and without letters that file systems refuse. */
export function stem(name: string): string {
  return (
    name
      .replace(/\.[A-Za-z0-9]{1,7}$/, '')
      .replace(/[^\p{L}\p{N}._-]+/gu, '-')
      .slice(0, 60) || 'curve'
  );
}
