import { Body } from './body';
import { LevelControl, colourKey, opacityControl } from './bodyControls';
import { bodyBox, centreOf } from './density';
import { checkbox, choice, element } from './dom';
import { Model, modelColour, type ModelLook } from './model';
import type { PageData } from './payload';
import { View3d } from './stage';

export const bodyColour = '#5c99d1';

/** One density with its isolevel, a model over it and its spread as colour, if given. */
export function densityPage(data: PageData): Node[] {
  const { header } = data;
  const [threshold] = header.thresholds;
  const density = data.density(header.maps[0]);
  const model =
    header.model &&
    new Model(data.text(header.model.block), header.model.kind, header.model.radius, centreOf(density)[0]);
  const spread = header.spread && { ...header.spread, density: data.density(header.spread.map) };
  const body = new Body(
    density,
    { level: threshold, opacity: model ? 0.5 : 1, mirrored: false, mirror: centreOf(density)[0] },
    bodyColour,
    spread,
  );
  const level = new LevelControl(density, threshold, header.volumePerDalton, (value) => body.setLevel(value));
  const view = new View3d(
    header.description,
    async (stage) => {
      body.draw(stage);
      await model?.draw(stage);
    },
    () => bodyBox(density, threshold),
  );
  if (model) view.name({ name: 'map', colour: bodyColour }, { name: 'model', colour: modelColour });
  return [
    view.block,
    element(
      'div',
      { class: 'controls' },
      view.buttons,
      level.block,
      opacityControl(body).block,
      checkbox(model ? 'Mirror the map' : 'Mirror image', (checked) => body.setMirrored(checked)),
      ...(model ? modelControls(model) : []),
      ...(header.spread ? [colourKey(header.spread)] : []),
    ),
    level.report,
  ];
}

export function modelControls(model: Model): HTMLElement[] {
  const looks: [ModelLook, string][] = [
    ['cartoon', 'cartoon'],
    ['spacefill', 'spacefill'],
    ['beads', 'beads'],
    ['none', 'hidden'],
  ];
  return [
    choice('Model', model.kind === 'beads' ? looks.slice(1) : looks, model.look, (look) =>
      model.setLook(look as ModelLook),
    ),
    checkbox('Mirror the model', (checked) => void model.setMirrored(checked)),
  ];
}
