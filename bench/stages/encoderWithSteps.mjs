/**
 * A mode network whose encoder is followed by a given number of Newton steps of the likelihood instead of its own
 * refinement; 0: the encoder alone.
 *
 * @param {(name: string) => any} dist loads a built module of the library
 * @param {ReadonlyMap<string, {shape: readonly number[], values: Float32Array}>} arrays weights of the network
 * @param {number} steps
 */
export function encoderWithSteps(dist, arrays, steps) {
  const { tf } = dist('engine/tf.js');
  const { encodeFields } = dist('network/modeLayers.js');
  const { refineLatents, refinementModes } = dist('network/refineLatents.js');
  const { distanceField } = dist('grid/distanceField.js');
  const { BALL_INDEX, BALL_POINTS } = dist('grid/unitBall.js');
  const { ModeNetwork } = dist('network/modeNetwork.js');
  const network = new ModeNetwork({ arrays, metadata: {} });
  const tensors = Object.fromEntries(
    [...arrays].map(([name, { shape, values }]) => [name, tf.tensor(values, [...shape])]),
  );
  const modes = refinementModes(tensors),
    GRID = 31 ** 3;

  function encode(grids, count) {
    const latents = new Float32Array(count * 200);
    for (let s = 0; s < count; s++) {
      const field = distanceField(grids.subarray(s * GRID, (s + 1) * GRID));
      const squashed = Float32Array.from(BALL_INDEX, (at) => Math.tanh(field[at] / 4));
      const z = tf.tidy(() => {
        const first = encodeFields(tf.tensor2d(squashed, [1, BALL_POINTS]), tensors);
        if (steps === 0) return first;
        const inside = tf.tensor2d(
          squashed.map((value) => (value > 0 ? 1 : 0)),
          [1, BALL_POINTS],
        );
        return refineLatents(first, inside, tensors, { steps, measure: 'likelihood', ridge: 0 }, modes);
      });
      latents.set(z.dataSync(), s * 200);
      z.dispose();
    }
    return latents;
  }

  return {
    name: `modes, ${steps} steps`,
    encode,
    decode: (latents, count) => network.decode(latents, count),
    dispose() {
      network.dispose();
      tf.dispose([...Object.values(tensors), ...Object.values(modes)]);
    },
  };
}
