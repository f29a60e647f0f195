import { tf } from '../engine/tf';

type Variable = ReturnType<typeof tf.variable>;

/** Learning rate of a parameter relative to the common one. */
export type RateOf = (name: string) => number;

/**
 * Adam with bias correction (Kingma & Ba 2015), decoupled weight decay and an exponential average
 * of the weights, in few tensor operations.
 */
export class Adam {
  private steps = 0;
  private readonly first = new Map<string, Variable>();
  private readonly second = new Map<string, Variable>();
  readonly average = new Map<string, Variable>();

  constructor(
    private readonly variables: Readonly<Record<string, Variable>>,
    private readonly rateOf: RateOf = () => 1,
    private readonly options: { beta1?: number; beta2?: number; decay?: number; averaging?: number } = {},
  ) {
    for (const [name, variable] of Object.entries(variables)) {
      this.first.set(name, tf.variable(tf.zerosLike(variable), false));
      this.second.set(name, tf.variable(tf.zerosLike(variable), false));
      if (options.averaging) this.average.set(name, tf.variable(variable, false));
    }
  }

  /** Moves every variable against its gradient. */
  step(gradients: Readonly<Record<string, ReturnType<typeof tf.tensor>>>, rate: number): void {
    const { beta1 = 0.9, beta2 = 0.99, decay = 0, averaging = 0 } = this.options;
    this.steps++;
    const size = rate / (1 - beta1 ** this.steps);
    const root = 1 / Math.sqrt(1 - beta2 ** this.steps);
    for (const [name, variable] of Object.entries(this.variables)) {
      const gradient = gradients[name];
      if (!gradient) continue;
      tf.tidy(() => {
        const m = this.first.get(name)!, v = this.second.get(name)!;
        m.assign(tf.add(tf.mul(m, beta1), tf.mul(gradient, 1 - beta1)));
        v.assign(tf.add(tf.mul(v, beta2), tf.mul(tf.square(gradient), 1 - beta2)));
        const own = size * this.rateOf(name);
        const move = tf.mul(tf.div(m, tf.add(tf.mul(tf.sqrt(v), root), 1e-8)), own);
        const kept = decay && variable.rank > 1 ? tf.mul(variable, 1 - decay * rate * this.rateOf(name)) : variable;
        variable.assign(tf.sub(kept, move));
        // a longer memory than the steps so far would hold on to the start
        const memory = Math.min(averaging, 1 - 1 / (this.steps + 1));
        if (averaging) {
          const mean = this.average.get(name)!;
          mean.assign(tf.add(tf.mul(mean, memory), tf.mul(variable, 1 - memory)));
        }
      });
    }
  }

  /** Everything needed to go on later, by name. */
  save(): { steps: number; arrays: Map<string, Float32Array> } {
    const arrays = new Map<string, Float32Array>();
    for (const [kind, map] of [['first', this.first], ['second', this.second], ['average', this.average]] as const) {
      for (const [name, variable] of map) arrays.set(`${kind}/${name}`, variable.dataSync() as Float32Array);
    }
    return { steps: this.steps, arrays };
  }

  /** Takes back what `save` gave. */
  restore(saved: { steps: number; arrays: ReadonlyMap<string, Float32Array> }): void {
    this.steps = saved.steps;
    for (const [kind, map] of [['first', this.first], ['second', this.second], ['average', this.average]] as const) {
      for (const [name, variable] of map) {
        const values = saved.arrays.get(`${kind}/${name}`);
        if (values) tf.tidy(() => variable.assign(tf.tensor(values, variable.shape)));
      }
    }
  }
}
