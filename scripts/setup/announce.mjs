/**
 * Does a piece of work and reports it in one line: title, result, duration.
 * The line goes to standard error, so that it does not mix with the output of a command.
 * @template T
 * @param {string} title
 * @param {() => T} work its result, if any, is added to the line
 * @returns {T}
 */
export function announce(title, work) {
  const start = performance.now();
  const finish = (words) => {
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    process.stderr.write(`${words}${seconds} s\n`);
  };
  process.stderr.write(`set-up: ${title} … `);
  try {
    const note = work();
    finish(note ? `${note}, ` : '');
    return note;
  } catch (error) {
    finish('not done, ');
    throw error;
  }
}

/** Prints a sentence on its own line. */
export function tell(sentence) {
  process.stderr.write(`set-up: ${sentence}\n`);
}
