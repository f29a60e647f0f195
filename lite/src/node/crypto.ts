import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** `createHash` of `node:crypto`, SHA-256 only; `crypto.subtle` would answer later, not at once. */
export function createHash(algorithm: 'sha256'): Hash {
  if (algorithm !== 'sha256') throw new Error(`expected sha256, found ${String(algorithm)}`);
  return new Hash();
}

class Hash {
  private readonly state = sha256.create();

  update(data: string | Uint8Array): this {
    this.state.update(typeof data === 'string' ? new TextEncoder().encode(data) : data);
    return this;
  }

  digest(_encoding: 'hex'): string {
    return bytesToHex(this.state.digest());
  }
}

/** Sixteen random bytes as text; `crypto.randomUUID` itself exists only on secure pages. */
export function randomUUID(): string {
  return bytesToHex(crypto.getRandomValues(new Uint8Array(16)));
}
