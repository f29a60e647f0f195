import type { Atom } from '../structure/atom';
import { hasFormFactor } from './atomicFormFactor';

/**
 * Element of an atom in capitals: from the file, else by its name. A residue of one atom is an ion named after its
 * element ("ZN", "CA"); elsewhere the first letter decides ("CA" is carbon), except for selenium. '' where unknown.
 *
 * @param alone true where the residue has no other atom
 */
export function elementOf({ element, name, residue }: Atom, alone: boolean): string {
  if (element === 'D') return 'H';
  if (hasFormFactor(element)) return element;
  const letters = /[A-Z]+/.exec(name)?.[0] ?? '';
  const ion = alone && name !== 'CA' ? letters : alone && /^CAL?$/.test(residue) ? 'CA' : '';
  if (hasFormFactor(ion)) return ion;
  if (/^SE/.test(letters)) return 'SE';
  return hasFormFactor(letters.slice(0, 1)) ? letters.slice(0, 1) : '';
}
