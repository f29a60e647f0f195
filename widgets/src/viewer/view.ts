/** An interactive view: a fragment of HTML with everything inside, for a notebook's output or a page. */
export interface View {
  readonly kind: 'view';
  readonly title: string;
  /** what is to be seen, in words: the text alternative */
  readonly description: string;
  /** the fragment: a still picture, and over it the live view where scripts may run */
  readonly html: string;
  /** the still picture, a PNG */
  readonly poster: Uint8Array;
}

/** What every view accepts. */
export interface ViewOptions {
  /** heading; shown as it is, markup in it stays text */
  readonly title?: string;
  /** density of the isosurface; default the map's own, else 0.3 */
  readonly threshold?: number;
  /** PNG shown where scripts are stripped; default three orthogonal views */
  readonly poster?: Uint8Array;
  /** height of the view in pixels, default 520 */
  readonly height?: number;
}
