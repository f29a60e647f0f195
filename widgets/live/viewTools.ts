import { button, choice, element } from './dom';
import type { NglStage } from './ngl';

/** Widths in pixels at which a picture is saved: a screen, a column of a paper at 300 dpi, a page, a poster. */
const WIDTHS = [800, 1050, 2100, 4200] as const;
/** Radians by which a spinning body turns per frame. */
const SPIN = 0.006;

/** The 3D view that the tools serve. */
interface Served {
  readonly block: HTMLElement;
  readonly stage?: NglStage;
}

/** Full screen, and a picture with a clear ground at a chosen width. */
export function viewTools(view: Served): HTMLElement[] {
  return [...(document.fullscreenEnabled ? [fullScreenButton(view)] : []), pictureMenu(view)];
}

/** A button that rotates the view by itself until it is pressed again. */
export function spinButton(view: Served): HTMLElement {
  const made = button('spin', 'Spin the view', () => {
    const on = made.getAttribute('aria-pressed') !== 'true';
    made.setAttribute('aria-pressed', String(on));
    if (on) step();
  });
  const step = (): void => {
    if (made.getAttribute('aria-pressed') !== 'true') return;
    view.stage?.viewerControls.spin(new NGL.Vector3(0, 1, 0), SPIN);
    requestAnimationFrame(step);
  };
  made.setAttribute('aria-pressed', 'false');
  return made;
}

function fullScreenButton({ block }: Served): HTMLElement {
  return button('full screen', 'Show the view on the full screen; Escape leaves it', () => {
    void block.requestFullscreen().then(
      () => block.focus(),
      () => undefined,
    );
  });
}

function pictureMenu(view: Served): HTMLElement {
  let width: number = WIDTHS[1];
  const made = button('save picture', 'Save picture: PNG with a clear ground', () => {
    const { stage } = view;
    if (!stage) return;
    made.disabled = true;
    void saved(stage, width).finally(() => (made.disabled = false));
  });
  const size = choice(
    '',
    WIDTHS.map((each) => [String(each), `${each} px`] as const),
    String(width),
    (value) => (width = Number(value)),
  );
  size.querySelector('select')?.setAttribute('aria-label', 'Width of the saved picture');
  return element('span', { class: 'picture' }, made, size);
}

async function saved(stage: NglStage, width: number): Promise<void> {
  const canvas = await pictureOf(stage, width);
  const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  if (!png) throw new Error('the browser makes no picture of this size');
  const address = URL.createObjectURL(png);
  const name = document.title.replace(/[^\p{L}\p{N}.-]+/gu, '-').replace(/^-+|-+$/g, '') || 'shape';
  element('a', { href: address, download: `${name}.png` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** The view at a width in pixels, drawn larger where its canvas is smaller, on a clear ground. */
async function pictureOf(stage: NglStage, width: number): Promise<HTMLCanvasElement> {
  const { width: own } = stage.viewer.renderer!.domElement;
  const image = await stage.makeImage({
    factor: Math.max(1, Math.ceil(width / own)),
    antialias: true,
    trim: false,
    transparent: true,
  });
  const bitmap = await createImageBitmap(image);
  const canvas = element('canvas', {
    width,
    height: Math.round((width * bitmap.height) / bitmap.width),
  });
  const context = canvas.getContext('2d')!;
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas;
}
