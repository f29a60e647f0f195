import { tf } from '../engine/tf';

type Variable = ReturnType<typeof tf.variable>;

export interface AdamOptions {
  readonly beta1?: number;
  readonly beta2?: number;
  /** decoupled weight decay, relative to the learning rate */
  readonly decay?: number;
  /** share of the average of the weights that a step keeps */
  readonly averaging?: number;
}

/**
 * Adam with bias correction (Kingma & Ba 2015), decoupled weight decay and an exponential average
 * of the weights, in few tensor operations.
 */
export class Adam {
  steps = 0;
  private readonly first = new Map<string, Variable>();
  private readonly second = new Map<string, Variable>();
  readonly average = new Map<string, Variable>();

  constructor(
    private readonly variables: Readonly<Record<string, Variable>>,
    private readonly rateOf: (name: string) => number = () => 1,
    private readonly options: AdamOptions = {},
  ) {
    for (const [name, variable] of Object.entries(variables)) {
      this.first.set(name, tf.variable(tf.zerosLike(variable), false));
      this.second.set(name, tf.variable(tf.zerosLike(variable), false));
      this.average.set(name, tf.variable(variable, false));
    }
  }

  /** First and second moments and average, by kind and name. */
  get state(): Readonly<Record<'first' | 'second' | 'average', ReadonlyMap<string, Variable>>> {
    return { first: this.first, second: this.second, average: this.average };
  }

  /** Moves every variable against its gradient. */
  step(gradients: Readonly<Record<string, ReturnType<typeof tf.tensor>>>, rate: number): void {
    this.steps++;
    for (const [name, variable] of Object.entries(this.variables)) {
      if (gradients[name]) tf.tidy(() => this.move(name, variable, gradients[name], rate * this.rateOf(name)));
    }
  }

  private move(name: string, variable: Variable, gradient: ReturnType<typeof tf.tensor>, rate: number): void {
    const { beta1 = 0.9, beta2 = 0.99, decay = 0, averaging = 0 } = this.options;
    const m = this.first.get(name)!, v = this.second.get(name)!, mean = this.average.get(name)!;
    m.assign(tf.add(tf.mul(m, beta1), tf.mul(gradient, 1 - beta1)));
    v.assign(tf.add(tf.mul(v, beta2), tf.mul(tf.square(gradient), 1 - beta2)));
    const root = 1 / Math.sqrt(1 - beta2 ** this.steps);
    const change = tf.mul(tf.div(m, tf.add(tf.mul(tf.sqrt(v), root), 1e-8)), rate / (1 - beta1 ** this.steps));
    variable.assign(tf.sub(decay && variable.rank > 1 ? tf.mul(variable, 1 - decay * rate) : variable, change));
    // a longer memory than the steps so far would hold on to the start
    const memory = Math.min(averaging, 1 - 1 / (this.steps + 1));
    mean.assign(tf.add(tf.mul(mean, memory), tf.mul(variable, 1 - memory)));
  }
}
