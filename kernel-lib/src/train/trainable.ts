import { tf } from '../engine/tf';
import type { Weight } from '../network/weights';
import { Adam, type AdamOptions } from './adam';

type Variable = ReturnType<typeof tf.variable>;

/** Weights in training, with their optimiser. */
export class Trainable {
  readonly variables: Record<string, Variable> = {};
  private readonly optimiser: Adam;

  /** @param rates learning rates relative to the common one, by name */
  constructor(
    weights: ReadonlyMap<string, Weight>,
    rates: Readonly<Record<string, number>>,
    options: AdamOptions,
  ) {
    for (const [name, { shape, values }] of weights) {
      // the initial tensor of a variable would keep its memory after the first step
      this.variables[name] = tf.tidy(() => tf.variable(tf.tensor(values, [...shape]), true));
    }
    this.optimiser = new Adam(this.variables, (name) => rates[name] ?? 1, options);
  }

  /** One step down the gradient of a loss; returns its value before the step. */
  descend(loss: () => ReturnType<typeof tf.scalar>, rate: number): number {
    return this.descendParts([loss], rate);
  }

  /** One step down the gradient of a sum of losses, taken one after the other; returns the sum before the step. */
  descendParts(losses: readonly (() => ReturnType<typeof tf.scalar>)[], rate: number): number {
    const names = Object.keys(this.variables);
    const sums: Record<string, ReturnType<typeof tf.tensor>> = {};
    let result = 0;
    for (const loss of losses) {
      const { value, grads } = tf.variableGrads(
        loss,
        names.map((name) => this.variables[name]),
      );
      result += value.dataSync()[0];
      value.dispose();
      // variableGrads names gradients by the variables' own names
      for (const name of names) {
        const own = this.variables[name].name,
          before = sums[name];
        sums[name] = before ? tf.add(before, grads[own]) : grads[own];
        if (before) tf.dispose([before, grads[own]]);
      }
    }
    this.optimiser.step(sums, rate);
    tf.dispose(sums);
    return result;
  }

  /** Frees the tensors. */
  dispose(): void {
    for (const map of Object.values(this.optimiser.state)) tf.dispose([...map.values()]);
    tf.dispose(this.variables);
  }

  /** The averaged weights. */
  weights(): Map<string, Weight> {
    return arraysOf(this.optimiser.average);
  }

  /** The complete state, from which training can continue. */
  save(): { arrays: Map<string, Weight>; steps: number } {
    const arrays = new Map<string, Weight>();
    for (const [name, weight] of arraysOf(new Map(Object.entries(this.variables))))
      arrays.set(`now/${name}`, weight);
    for (const [kind, map] of Object.entries(this.optimiser.state)) {
      for (const [name, weight] of arraysOf(map)) arrays.set(`${kind}/${name}`, weight);
    }
    return { arrays, steps: this.optimiser.steps };
  }

  /** Restores the state returned by `save`. */
  restore(arrays: ReadonlyMap<string, Weight>, steps: number): void {
    const take = (kind: string, variables: ReadonlyMap<string, Variable>): void => {
      for (const [name, variable] of variables) {
        const saved = arrays.get(`${kind}/${name}`);
        if (saved) tf.tidy(() => variable.assign(tf.tensor(saved.values, variable.shape)));
      }
    };
    take('now', new Map(Object.entries(this.variables)));
    for (const [kind, map] of Object.entries(this.optimiser.state)) take(kind, map);
    this.optimiser.steps = steps;
  }
}

function arraysOf(variables: ReadonlyMap<string, Variable>): Map<string, Weight> {
  return new Map(
    [...variables].map(([name, v]) => [name, { shape: v.shape, values: v.dataSync() as Float32Array }]),
  );
}
