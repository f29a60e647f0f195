/** An interactive view: a self-contained fragment of HTML, for the output of a notebook or a page. */
export interface View {
  readonly kind: 'view';
  readonly title: string;
  /** description of the view: the text alternative */
  readonly description: string;
  /** the fragment: a still picture, and above it the live view where scripts may run */
  readonly html: string;
  /** the still picture, a PNG */
  readonly poster: Uint8Array;
}

/** Options of every view. */
export interface ViewOptions {
  /** heading, shown as text */
  readonly title?: string;
  /** density of the isosurface; default the map's own, else 0.3 */
  readonly threshold?: number;
  /** PNG shown where scripts are removed; default three orthogonal views */
  readonly poster?: Uint8Array;
  /** height of the view in pixels, default 520 */
  readonly height?: number;
}
