/** Keeps the files of the page for visits without a network. Called when the workers have started: on a first visit the networks come first. */
export function keepForOffline(): void {
  if ('serviceWorker' in navigator) navigator.serviceWorker.register('sw.js').catch(() => undefined);
}
