import { type Density, mirroredDensity, nglVolume, smoothed } from './density';
import type { NglComponent, NglRepresentation, NglStage, NglVector } from './ngl';

/** Style of a body. */
interface BodyStyle {
  level: number;
  opacity: number;
  mirrored: boolean;
  /** x of the mirror in Å */
  readonly mirror: number;
}

/** A spread over the grid of a density, as the colour of its surface. */
interface SpreadColour {
  readonly density: Density;
  readonly range: readonly [number, number];
  readonly colours: readonly string[];
}

/** The isosurface of a density on a stage. */
export class Body {
  private component?: NglComponent;
  private representation?: NglRepresentation;
  private stage?: NglStage;
  private offset: [number, number, number] = [0, 0, 0];

  constructor(
    private density: Density,
    readonly style: BodyStyle,
    private readonly colour: string,
    private spread?: SpreadColour,
  ) {}

  /** Draws the body on a stage, in place of the previous surface, which stays until the new one is visible. */
  draw(stage: NglStage): void {
    const before = this.stage === stage ? this.component : undefined;
    this.stage = stage;
    const facing = (density: Density): Density =>
      smoothed(this.style.mirrored ? mirroredDensity(density, this.style.mirror) : density);
    this.component = stage.addComponentFromObject(nglVolume(facing(this.density), 'density'));
    this.representation = this.component.addRepresentation('surface', {
      isolevelType: 'value',
      useWorker: false,
      isolevel: this.style.level,
      ...this.look(),
      ...this.colouring(facing),
    });
    this.component.setPosition(new NGL.Vector3(...this.offset));
    if (before) this.representation.repr.tasks.onZeroOnce(() => stage.removeComponent(before));
  }

  redraw(): void {
    if (this.stage) this.draw(this.stage);
  }

  show(density: Density): void {
    this.density = density;
    this.redraw();
  }

  /** Colours the surface by a spread, or, without one, in its own colour. */
  paint(spread?: SpreadColour): void {
    this.spread = spread;
    this.redraw();
  }

  setLevel(level: number): void {
    this.style.level = level;
    this.representation?.setParameters({ isolevel: level });
  }

  setOpacity(opacity: number): void {
    this.style.opacity = opacity;
    this.representation?.setParameters(this.look());
  }

  setMirrored(mirrored: boolean): void {
    this.style.mirrored = mirrored;
    this.redraw();
  }

  /** Moves the body by a vector in Å. */
  moveTo(offset: NglVector): void {
    this.offset = [offset.x, offset.y, offset.z];
    this.component?.setPosition(offset);
  }

  private look(): object {
    const solid = this.style.opacity >= 0.99;
    return {
      opacity: this.style.opacity,
      opaqueBack: solid,
      depthWrite: solid,
      side: solid ? 'double' : 'front',
      roughness: 0.5,
      metalness: 0,
    };
  }

  private colouring(facing: (density: Density) => Density): object {
    if (!this.spread) return { colorScheme: 'uniform', colorValue: this.colour };
    const { density, range, colours } = this.spread;
    return {
      colorScheme: 'volume',
      colorVolume: nglVolume(facing(density), 'spread'),
      colorScale: [...colours],
      colorMode: 'rgb',
      colorDomain: colours.map((_, i) => range[0] + (i / (colours.length - 1)) * (range[1] - range[0])),
    };
  }
}
