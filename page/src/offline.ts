/**
 * Keeps the files of the page for visits without a network. Called when the workers have started: in Firefox a worker that
 * starts while a service worker takes the page over may wait for ever, and on a first visit the networks come first.
 */
export function keepForOffline(): void {
  if ('serviceWorker' in navigator) navigator.serviceWorker.register('sw.js').catch(() => undefined);
}
