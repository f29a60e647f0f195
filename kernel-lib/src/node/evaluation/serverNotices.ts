import { queueConnection } from './queueConnection';

/** Errors of a connection, which is tried again until the server answers. */
const UNREACHED = /ECONN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|EPIPE|Connection is closed/;
/** Milliseconds between two trials whether a server answers again. */
const TRIAL = 1000;

/**
 * Errors of the connections to a Redis server in one sentence each; what several connections report, or one at each
 * trial, is said once, and also that the server answers again.
 *
 * @param url address of the server, as for `queueConnection`
 * @param say receives the sentences
 * @returns receives the errors
 */
export function serverNotices(url: string, say: (text: string) => void): (error: Error) => void {
  let last = '';
  let away = false;
  const tryAgain = (): void =>
    void setTimeout(() => {
      queueConnection(url).then(() => {
        away = false;
        last = '';
        say('The Redis server answers again.');
      }, tryAgain);
    }, TRIAL).unref();
  return (error) => {
    if (UNREACHED.test(`${(error as NodeJS.ErrnoException).code} ${error.message}`)) {
      if (away) return;
      away = true;
      say('The Redis server does not answer: it is tried again until it does.');
      tryAgain();
    } else if (error.message !== last) {
      last = error.message;
      say(last);
    }
  };
}
