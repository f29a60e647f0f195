import { sha256 } from '../sha256';

/** `createHash` of `node:crypto`, SHA-256 only. */
export function createHash(algorithm: 'sha256'): Hash {
  if (algorithm !== 'sha256') throw new Error(`expected sha256, found ${String(algorithm)}`);
  return new Hash();
}

class Hash {
  private readonly parts: Uint8Array[] = [];

  update(data: string | Uint8Array): this {
    this.parts.push(typeof data === 'string' ? new TextEncoder().encode(data) : data);
    return this;
  }

  digest(_encoding: 'hex'): string {
    const bytes = new Uint8Array(this.parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of this.parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return Array.from(sha256(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
}

/** Sixteen random bytes as text; `crypto.randomUUID` itself exists only on secure pages. */
export function randomUUID(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
