/**
 * Does a piece of work and tells of it in one line: what, how it went, how long it took.
 * The line goes to standard error, so that the output of a command stays its own.
 * @template T
 * @param {string} title
 * @param {() => T} work what it returns, if anything, is added to the line
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

/** Tells something in a line of its own. */
export function tell(sentence) {
  process.stderr.write(`set-up: ${sentence}\n`);
}
