// The kernel (jupyterlite-javascript-kernel 0.4.0a5) sends outputs and the word that a cell has ended through two
// channels: the word may come first, and the last output then lands under the next cell. Here the word waits until
// the notebook has acknowledged all outputs.

interface Message {
  readonly id?: string;
}

/** Outputs that the notebook has not acknowledged. */
const pending = new Set<Promise<void>>();

function acknowledged(port: MessagePort, id: string): Promise<void> {
  return new Promise((resolve) => {
    const hear = ({ data }: MessageEvent<Message>): void => {
      if (data?.id !== id) return;
      port.removeEventListener('message', hear);
      resolve();
    };
    port.addEventListener('message', hear);
  });
}

/** Delays what the worker answers until its outputs have arrived; order is kept. */
function keepOrder(worker: { postMessage: (...args: unknown[]) => void }): void {
  const post = MessagePort.prototype.postMessage as (this: MessagePort, ...args: unknown[]) => void;
  MessagePort.prototype.postMessage = function (this: MessagePort, ...args: unknown[]) {
    const { id } = (args[0] ?? {}) as Message;
    if (id !== undefined) {
      const answer: Promise<void> = acknowledged(this, id).then(() => void pending.delete(answer));
      pending.add(answer);
    }
    post.apply(this, args);
  } as MessagePort['postMessage'];
  const reply = worker.postMessage.bind(worker);
  let before: Promise<unknown> = Promise.resolve();
  worker.postMessage = (...args) => {
    before = before.then(() => Promise.all(pending)).then(() => reply(...args));
  };
}

if (typeof (globalThis as { importScripts?: unknown }).importScripts === 'function')
  keepOrder(globalThis as unknown as { postMessage: (...args: unknown[]) => void });
