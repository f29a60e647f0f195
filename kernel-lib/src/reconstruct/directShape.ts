import type { Curve } from '../curve/curve';
import type { GuinierFit } from '../curve/guinier';
import { selectRange } from '../curve/rebin';
import type { DirectNetwork } from '../network/directNetwork';
import type { DirectShape } from '../network/directShape';

/** Largest q in 1/Å used by the direct networks: beyond it a uniform body misleads on measured curves (docs/experiments.md). */
export const DIRECT_Q_MAX = 0.25;

/** The prediction of the direct networks for measured points, from the Guinier range to `DIRECT_Q_MAX`. */
export function directShape(
  direct: Pick<DirectNetwork, 'shape'>,
  measured: Curve,
  { first, rg, i0 }: Pick<GuinierFit, 'first' | 'rg' | 'i0'>,
): DirectShape {
  return direct.shape(selectRange(measured, measured.q[first], DIRECT_Q_MAX), rg, i0);
}
