import { Body } from './body';
import { LevelControl } from './bodyControls';
import { type Density, bodyBox, centreOf, joinedBox } from './density';
import { bodyColour } from './densityPage';
import { button, element, setAttributes, slider, svgElement } from './dom';
import type { PageData, Payload } from './payload';
import { View3d } from './stage';

/** A scrubber over generations that plays the evolution. */
export function generationsPage(data: PageData): Node[] {
  const { header } = data;
  const [threshold] = header.thresholds;
  const generations = header.generations ?? [];
  const last = generations.length - 1;
  const density = (index: number): Density => data.density(header.maps[index]);
  const everyBox = joinedBox(generations.map((_, index) => bodyBox(density(index), threshold)));
  let shown = last;
  const body = new Body(
    density(last),
    { level: threshold, opacity: 1, mirrored: false, mirror: centreOf(density(last))[0] },
    bodyColour,
  );
  const level = new LevelControl(density(last), threshold, header.volumePerDalton, (value) =>
    body.setLevel(value),
  );
  const view = new View3d(
    header.description,
    (stage) => body.draw(stage),
    () => everyBox,
  );
  const curve = scoreCurve(generations);
  const show = (index: number): void => {
    shown = index;
    body.show(density(index));
    level.measure(density(index));
    curve.mark(index);
  };
  const scrubber = slider(
    'Generation',
    { min: 0, max: last, step: 1, value: last },
    (index) => generationWords(generations[index]),
    show,
  );
  scrubber.block.classList.add('wide');
  const player = playButton(() => {
    const next = shown === last ? 0 : shown + 1;
    scrubber.set(next);
    show(next);
    return next < last;
  });
  curve.mark(last);
  return [
    view.block,
    element('div', { class: 'controls' }, player, scrubber.block, curve.block, view.buttons, level.block),
    level.report,
  ];
}

function generationWords({ generation, score, rmax }: NonNullable<Payload['generations']>[number]): string {
  return [
    String(generation),
    score !== undefined && `score ${score.toPrecision(3)}`,
    rmax !== undefined && `radius ${rmax.toFixed(1)} Å`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** Plays by calling `step` until it reports the end; a second press pauses. */
function playButton(step: () => boolean): HTMLButtonElement {
  let timer: number | undefined;
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
    made.textContent = '▶ Play';
    made.setAttribute('aria-label', 'Play the evolution');
  };
  const made = button('▶ Play', 'Play the evolution', () => {
    if (timer !== undefined) return stop();
    made.textContent = '❚❚ Pause';
    made.setAttribute('aria-label', 'Pause the evolution');
    timer = setInterval(() => {
      if (!step()) stop();
    }, 280);
  });
  made.classList.add('play');
  return made;
}

/** Chi² by generation as a small curve with a dot at the current one. */
function scoreCurve(generations: NonNullable<Payload['generations']>): {
  block: Element;
  mark(index: number): void;
} {
  const values = generations.map(({ score }) => score ?? NaN);
  const logs = values.map(Math.log);
  const finite = logs.filter(Number.isFinite);
  const block = svgElement('svg', { viewBox: '0 0 120 30', class: 'spark', 'aria-hidden': 'true' });
  if (finite.length < 2) return { block, mark: () => {} };
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const at = (index: number): [number, number] => [
    4 + (112 * index) / Math.max(1, values.length - 1),
    26 - (22 * (logs[index] - low)) / (high - low || 1),
  ];
  const drawn = values.map((_, index) => index).filter((index) => Number.isFinite(logs[index]));
  const dot = svgElement('circle', { r: 3.4 });
  block.append(svgElement('polyline', { points: drawn.map((index) => at(index).join(',')).join(' ') }), dot);
  return {
    block,
    mark(index) {
      if (Number.isFinite(logs[index])) setAttributes(dot, { cx: at(index)[0], cy: at(index)[1] });
    },
  };
}
