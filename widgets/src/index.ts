// Everything of the core, and the functions for notebooks with the tslab kernel.

export * from './core';

export { type Showable } from './tslab/bundle';
export * from './tslab/dataTable';
export { type TableOptions } from './tslab/htmlTable';
export * from './tslab/show';
export * from './tslab/promiseHint';
export * from './tslab/liveChart';
export * from './tslab/liveView';
export * from './tslab/untilInterrupted';
export * from './tslab/watchSearch';
