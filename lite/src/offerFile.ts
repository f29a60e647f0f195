import { base64 } from '../../widgets/src/render/base64';
import { escapeText } from '../../widgets/src/render/escape';
import { writeDisplayData } from './kernel';
import { basename } from './node/path';

/** Shows a link in the output of the cell by which the reader saves a file. A picture drawn here is an SVG, whatever its name says. */
export function offerFile(path: string, bytes: Uint8Array): void {
  const drawn = bytes[0] === 0x3c && /\.png$/i.test(path);
  const name = drawn ? basename(path, '.png') + '.svg' : basename(path);
  const type = drawn ? 'image/svg+xml' : 'application/octet-stream';
  const size =
    bytes.length < 1e6 ? `${Math.ceil(bytes.length / 1000)} kB` : `${(bytes.length / 1e6).toFixed(1)} MB`;
  writeDisplayData({
    data: {
      'text/html': `<a download="${escapeText(name)}" href="data:${type};base64,${base64(bytes)}">Save ${escapeText(name)}</a> (${size})`,
      'text/plain': `${name} (${size})`,
    },
    metadata: {},
    transient: {},
  });
}
