import type { NglComponent, NglRepresentation, NglStage } from './ngl';

/** Colour of a model over a density. */
export const modelColour = '#d55e00';

export type ModelLook = 'cartoon' | 'spacefill' | 'beads' | 'none';

/** A model over a density, from the text of a PDB file. */
export class Model {
  look: ModelLook;
  mirrored = false;
  private component?: NglComponent;
  private representation?: NglRepresentation;
  private stage?: NglStage;

  constructor(
    private readonly text: string,
    readonly kind: 'trace' | 'atoms' | 'beads',
    private readonly radius: number,
    private readonly mirror: number,
  ) {
    this.look = kind === 'beads' ? 'beads' : 'cartoon';
  }

  async draw(stage: NglStage): Promise<void> {
    const before = this.stage === stage ? this.component : undefined;
    this.stage = stage;
    const text = this.mirrored ? this.mirroredText() : this.text;
    this.component = await stage.loadFile(new Blob([text]), {
      ext: 'pdb',
      name: 'model',
      firstModelOnly: true,
      defaultRepresentation: false,
    });
    this.represent();
    if (before) stage.removeComponent(before);
  }

  setLook(look: ModelLook): void {
    this.look = look;
    this.represent();
  }

  async setMirrored(mirrored: boolean): Promise<void> {
    this.mirrored = mirrored;
    if (this.stage) await this.draw(this.stage);
  }

  private represent(): void {
    this.representation?.dispose();
    this.representation = undefined;
    if (!this.component || this.look === 'none') return;
    this.representation = this.component.addRepresentation(...this.drawing());
  }

  /** Kind and parameters of NGL's representation; a trace without its other atoms becomes a tube. */
  private drawing(): [string, object] {
    const colour = { colorScheme: 'uniform', colorValue: modelColour, useWorker: false };
    const size = (angstroms: number): object => ({ ...colour, radiusType: 'size', radiusSize: angstroms });
    if (this.look === 'beads') return ['spacefill', size(this.radius)];
    if (this.look === 'spacefill') return ['spacefill', colour];
    return this.kind === 'trace' ? ['tube', size(0.55)] : ['cartoon', colour];
  }

  /** The PDB text with x reflected in the plane x = mirror. */
  private mirroredText(): string {
    return this.text
      .split('\n')
      .map((line) => {
        if (!line.startsWith('ATOM') && !line.startsWith('HETATM')) return line;
        const x = 2 * this.mirror - Number.parseFloat(line.slice(30, 38));
        return line.slice(0, 30) + x.toFixed(3).padStart(8).slice(0, 8) + line.slice(38);
      })
      .join('\n');
  }
}
