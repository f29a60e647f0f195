// All of the core, and what a notebook with the tslab kernel needs.

export * from './core';

export { type Showable } from './tslab/bundle';
export * from './tslab/dataTable';
export { type TableOptions } from './tslab/htmlTable';
export * from './tslab/show';
export * from './tslab/promiseHint';
export * from './tslab/liveChart';
export * from './tslab/untilInterrupted';
export * from './tslab/watchSearch';
