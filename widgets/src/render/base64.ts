/** Bytes as base64 text, in Node and in a browser. */
export function base64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  // the number of arguments of a call is limited
  for (let at = 0; at < bytes.length; at += 0x8000)
    pieces.push(String.fromCharCode.apply(null, bytes.subarray(at, at + 0x8000) as unknown as number[]));
  return btoa(pieces.join(''));
}
