/** Pixels of a picture per pixel of the page. */
export const STILL_SCALE = 1;

/** In JupyterLite a chart is live as soon as it is shown: it has no still picture. */
export async function stillPicture(): Promise<undefined> {
  return undefined;
}

/** None, either. */
export function stillPictureNow(): undefined {
  return undefined;
}
