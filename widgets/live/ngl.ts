/** The parts of NGL that the pages use; NGL itself is unpacked beside this script. */
export interface NglVector {
  x: number;
  y: number;
  z: number;
  set(x: number, y: number, z: number): NglVector;
  applyQuaternion(q: NglQuaternion): NglVector;
}
interface NglQuaternion {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly w: number;
  set(x: number, y: number, z: number, w: number): NglQuaternion;
  clone(): NglQuaternion;
  invert(): NglQuaternion;
  setFromRotationMatrix(m: NglMatrix): NglQuaternion;
}
interface NglMatrix {
  set(...elements: number[]): NglMatrix;
}
export interface NglVolume {
  setMatrix(matrix: NglMatrix): void;
}
export interface NglRepresentation {
  /** tasks that remain before it is complete */
  readonly repr: { readonly tasks: { onZeroOnce(done: () => void): void } };
  setParameters(parameters: object): void;
  setVisibility(visible: boolean): void;
  dispose(): void;
}
export interface NglComponent {
  addRepresentation(type: string, parameters: object): NglRepresentation;
  setPosition(position: NglVector): void;
  setVisibility(visible: boolean): void;
}
export interface NglStage {
  readonly viewer: {
    readonly renderer?: { readonly domElement: HTMLCanvasElement };
    readonly rotationGroup: { readonly quaternion: NglQuaternion };
    requestRender(): void;
  };
  readonly viewerControls: {
    readonly signals: { readonly changed: { add(listener: () => void): void } };
    getOrientation(): NglMatrix;
    orient(orientation: NglMatrix): void;
    spin(axis: NglVector, angle: number): void;
    zoom(delta: number): void;
    center(position: NglVector): void;
    distance(distance: number): void;
    getCanvasScaleFactor(): number;
  };
  readonly animationControls: { rotate(rotation: NglQuaternion, milliseconds: number): void };
  readonly mouseControls: { remove(trigger: string): void };
  addComponentFromObject(object: unknown): NglComponent;
  loadFile(file: Blob, options: object): Promise<NglComponent>;
  removeComponent(component: NglComponent): void;
  setParameters(parameters: object): void;
  /** the view as PNG, `factor` times as large as its canvas */
  makeImage(options: {
    factor: number;
    antialias: boolean;
    trim: boolean;
    transparent: boolean;
  }): Promise<Blob>;
  handleResize(): void;
  dispose(): void;
}
declare global {
  /** NGL after its script has run */
  const NGL: {
    readonly Stage: new (host: HTMLElement, parameters: object) => NglStage;
    readonly Volume: new (
      name: string,
      path: string,
      data: Float32Array,
      nx: number,
      ny: number,
      nz: number,
    ) => NglVolume;
    readonly Matrix4: new () => NglMatrix;
    readonly Quaternion: new () => NglQuaternion;
    readonly Vector3: new (x: number, y: number, z: number) => NglVector;
  };
}
