/** The few things of Node's Buffer that the report uses. */
class PageBuffer extends Uint8Array {
  static override from(source: unknown, encoding?: unknown, length?: unknown): PageBuffer {
    if (source instanceof ArrayBuffer)
      return new PageBuffer(source, encoding as number | undefined, length as number | undefined);
    if (typeof source === 'string') {
      const bytes =
        encoding === 'base64'
          ? Uint8Array.from(atob(source), (letter) => letter.charCodeAt(0))
          : new TextEncoder().encode(source);
      return new PageBuffer(bytes);
    }
    return new PageBuffer(source as ArrayLike<number>);
  }

  static alloc(size: number): PageBuffer {
    return new PageBuffer(size);
  }

  static concat(parts: readonly Uint8Array[]): PageBuffer {
    const whole = new PageBuffer(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  writeUInt32LE(value: number, at: number): void {
    new DataView(this.buffer, this.byteOffset).setUint32(at, value, true);
  }

  override toString(encoding?: string): string {
    if (encoding !== 'base64') return new TextDecoder().decode(this);
    let text = '';
    for (let at = 0; at < this.length; at += 0x8000)
      text += String.fromCharCode(...this.subarray(at, at + 0x8000));
    return btoa(text);
  }
}

export { PageBuffer as Buffer };
