import { InputError } from '../../inputError';

/** The package `bullmq`. @throws InputError where it is not installed */
export function bullmq(): Promise<typeof import('bullmq')> {
  return installed('bullmq', () => import('bullmq'));
}

/** The package `ioredis`. @throws InputError where it is not installed */
export function ioredis(): Promise<typeof import('ioredis')> {
  return installed('ioredis', () => import('ioredis'));
}

/** A package that only a queue needs, and that is not installed with the library. */
async function installed<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'MODULE_NOT_FOUND' || !message.includes(`'${name}'`)) throw error;
    throw new InputError(
      `A queue needs the package ${name}, which is not installed: run "npm install bullmq ioredis".`,
    );
  }
}
