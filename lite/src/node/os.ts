export const availableParallelism = (): number => navigator.hardwareConcurrency;
export const homedir = (): string => '/home';
export const tmpdir = (): string => '/tmp';
export const platform = (): string => 'browser';
