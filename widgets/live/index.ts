// The parts of the live views, for a page that combines them itself.

export { Body } from './body';
export { colourKey, LevelControl, opacityControl } from './bodyControls';
export { bodyBox, centreOf, volumeMeter, type Box, type Density } from './density';
export { modelControls } from './densityPage';
export { button, checkbox, element, grouped, slider, type Slider } from './dom';
export { provideNgl } from './loadNgl';
export { Model, modelColour } from './model';
export { type NglStage } from './ngl';
export { PageData, unpacked } from './payload';
export { View3d } from './stage';
export { theme, type Theme } from './theme';
