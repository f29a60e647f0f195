type Attributes = Record<string, string | number | boolean>;

/** An element with attributes and children; strings become text, never markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  setAttributes(made, attributes);
  made.append(...children);
  return made;
}

export function svgElement(tag: string, attributes: Attributes = {}): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  setAttributes(made, attributes);
  return made;
}

export function setAttributes(target: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) target.setAttribute(name, '');
    else if (value !== false) target.setAttribute(name, String(value));
  }
}

export interface Slider {
  readonly block: HTMLElement;
  readonly input: HTMLInputElement;
  set(value: number): void;
}

/** A labelled slider with its value beside it; `change` is called at each step. */
export function slider(
  label: string,
  range: { min: number; max: number; step: number; value: number },
  word: (value: number) => string,
  change: (value: number) => void,
): Slider {
  const input = element('input', { type: 'range', ...range });
  const output = element('output', {}, word(range.value));
  const report = (): void => {
    output.textContent = word(input.valueAsNumber);
    input.setAttribute('aria-valuetext', word(input.valueAsNumber));
  };
  input.addEventListener('input', () => {
    report();
    change(input.valueAsNumber);
  });
  report();
  return {
    block: element('label', { class: 'slider' }, element('span', {}, label), input, output),
    input,
    set(value) {
      input.value = String(value);
      report();
    },
  };
}

export function checkbox(label: string, change: (checked: boolean) => void, checked = false): HTMLElement {
  const input = element('input', { type: 'checkbox', checked });
  input.addEventListener('change', () => change(input.checked));
  return element('label', { class: 'check' }, input, label);
}

export function choice(
  label: string,
  options: readonly (readonly [value: string, word: string])[],
  value: string,
  change: (value: string) => void,
): HTMLElement {
  const select = element(
    'select',
    {},
    ...options.map(([each, word]) => element('option', { value: each, selected: each === value }, word)),
  );
  select.addEventListener('change', () => change(select.value));
  return element('label', { class: 'choice' }, element('span', {}, label), select);
}

export function button(text: string, name: string, press: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', 'aria-label': name, title: name }, text);
  made.addEventListener('click', press);
  return made;
}

/** A number with a thin space between thousands. */
export function grouped(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');
}
