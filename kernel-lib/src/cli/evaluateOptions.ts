/** Options of `decodesaxs evaluate`, as read by commander. */
export interface EvaluateOptions {
  readonly mode: string;
  readonly seeds: number;
  readonly limit?: number;
  readonly out: string;
  readonly csv?: string;
  readonly workers: number;
  readonly queue?: string;
  readonly share?: string;
  readonly slurm?: string;
  readonly islands?: number;
  readonly genes?: number;
  readonly generations?: number;
  readonly members?: number;
  readonly qMax?: number;
  readonly layer: boolean;
  readonly directWeight?: number;
  readonly libraryWeight?: number;
  readonly authors?: boolean;
  readonly backend?: string;
  readonly weights?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}
