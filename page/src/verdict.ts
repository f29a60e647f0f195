import { assumedErrors, fittedChannels, fitVerdict, type Reconstruction } from 'decodesaxs/core';
import { keyNumbers } from './keyNumbers';
import { sizeProblem } from './sizeProblem';
import type { Run } from './visit';

/** chi² up to which systematic residuals are within the errors. */
const WITHIN = 1.5;

/** The verdict on a run in one short paragraph: does the map fit, how large and heavy is the particle, how sure is the shape. */
export function verdict(run: Run): string {
  const { result, read, problem } = run;
  const [fit, size, weight, sure] = keyNumbers(run).map((each) => ({
    ...each,
    value: unbroken(each.value),
    words: unbroken(each.words),
  }));
  const particle = [
    size.value === '–' ? '' : `The particle has ${size.value}${size.known ? ` and ${size.words}` : ''}`,
    weight.value === '–'
      ? ''
      : `${size.value === '–' ? 'It' : 'it'} weighs ${weight.value} if it is a protein`,
  ]
    .filter(Boolean)
    .join('; ');
  const sentences = [particle && !sizeProblem(read.analysis) ? `${particle}.` : ''];
  if (result) {
    sentences.unshift(fitSentence(result.reconstruction.fit, fit.value, assumedErrors(read.curve)));
    sentences.push(`Expected correlation of the map with the true shape: ${sure.value}.`);
    const dmax = read.analysis.pairDistance?.dmax;
    const channels = dmax === undefined ? undefined : fittedChannels(result.reconstruction, dmax);
    if (channels?.priorDecides)
      sentences.push(
        `The fitted points hold ${channels.channels.toFixed(1)} Shannon channels: the prior decides the details.`,
      );
    if (result.reconstruction.disagree)
      sentences.push('No shape like the known ones explains the curve: do not rely on details.');
  } else if (!problem) sentences.push('Fit and certainty follow when the search has finished.');
  return sentences.filter(Boolean).join(' ');
}

/** A number stays in one line with its error and unit. */
const unbroken = (text: string): string => text.replace(/ (?=[±Å]|kDa)|(?<=±|chi²|Rg|Dmax) /g, '\u00a0');

function fitSentence(fit: Reconstruction['fit'], chi2: string, assumed: boolean): string {
  if (assumed) return `The map has ${chi2} against assumed errors: the file has none that can be used.`;
  switch (fitVerdict(fit, assumed).kind) {
    case 'fits':
      return `The map fits the curve within its errors (${chi2}).`;
    case 'errors too small':
      return `The residuals of the fit are random but larger than the errors (${chi2}): the errors are probably too small.`;
    case 'errors too large':
      return `The map fits the curve (${chi2}); the errors are probably too large.`;
    case 'systematic residuals':
      return fit.chi2 > WITHIN
        ? `The map does not fit the curve (${chi2}): its residuals are systematic.`
        : `The map fits the curve within its errors (${chi2}), with a systematic deviation.`;
  }
}
