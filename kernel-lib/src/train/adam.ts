import { tf } from '../engine/tf';

type Tensor = ReturnType<typeof tf.tensor>;
type Variable = ReturnType<typeof tf.variable>;

export interface AdamOptions {
  readonly beta1?: number;
  readonly beta2?: number;
  /** decoupled weight decay, relative to the learning rate */
  readonly decay?: number;
  /** share of the average of the weights kept in a step */
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
  /** the averaged weights; without averaging the weights themselves */
  readonly average = new Map<string, Variable>();

  constructor(
    private readonly variables: Readonly<Record<string, Variable>>,
    private readonly rateOf: (name: string) => number = () => 1,
    private readonly options: AdamOptions = {},
  ) {
    for (const [name, variable] of Object.entries(variables)) {
      this.first.set(
        name,
        tf.tidy(() => tf.variable(tf.zerosLike(variable), false)),
      );
      this.second.set(
        name,
        tf.tidy(() => tf.variable(tf.zerosLike(variable), false)),
      );
      this.average.set(name, options.averaging ? tf.variable(variable, false) : variable);
    }
  }

  /** First and second moments and, with averaging, the average, by kind and name. */
  get state(): Readonly<Record<string, ReadonlyMap<string, Variable>>> {
    const moments = { first: this.first, second: this.second };
    return this.options.averaging ? { ...moments, average: this.average } : moments;
  }

  /** Moves every variable against its gradient. */
  step(gradients: Readonly<Record<string, ReturnType<typeof tf.tensor>>>, rate: number): void {
    this.steps++;
    for (const [name, variable] of Object.entries(this.variables)) {
      if (gradients[name])
        tf.tidy(() => this.move(name, variable, gradients[name], rate * this.rateOf(name)));
    }
  }

  private move(name: string, variable: Variable, gradient: ReturnType<typeof tf.tensor>, rate: number): void {
    const { beta1 = 0.9, beta2 = 0.99, decay = 0, averaging = 0 } = this.options;
    const m = this.first.get(name)!,
      v = this.second.get(name)!,
      mean = this.average.get(name)!;
    m.assign(running(m, gradient, beta1));
    const squares = tf.square(gradient);
    v.assign(running(v, squares, beta2));
    squares.dispose();
    const root = 1 / Math.sqrt(1 - beta2 ** this.steps);
    const change = through(
      tf.sqrt(v),
      (x) => tf.mul(x, root),
      (x) => tf.add(x, 1e-8),
      (x) => tf.div(m, x),
      (x) => tf.mul(x, rate / (1 - beta1 ** this.steps)),
    );
    variable.assign(
      tf.sub(decay && variable.rank > 1 ? tf.mul(variable, 1 - decay * rate) : variable, change),
    );
    if (!averaging) return;
    // a memory longer than the steps so far would keep the initial weights
    const memory = Math.min(averaging, 1 - 1 / (this.steps + 1));
    mean.assign(tf.add(tf.mul(mean, memory), tf.mul(variable, 1 - memory)));
  }
}

/** keep · mean + (1 − keep) · value */
function running(mean: Tensor, value: Tensor, keep: number): Tensor {
  return tf.tidy(() => tf.add(tf.mul(mean, keep), tf.mul(value, 1 - keep)));
}

/** Operations one after the other, each freeing what it read: a layer of 200 million weights leaves no memory for more. */
function through(start: Tensor, ...operations: readonly ((x: Tensor) => Tensor)[]): Tensor {
  return operations.reduce((x, operation) => {
    const next = operation(x);
    x.dispose();
    return next;
  }, start);
}
