import { prepareOutputFolder, removeEmptyFolders } from '../node/files';

/**
 * Does some work whose files go to the given folders: they are made first, so that a place that cannot be written is
 * found before the work, and those made are removed again where the work fails and leaves them empty.
 *
 * @throws InputError when a folder cannot be written, and what the work throws
 */
export async function intoFolders<T>(
  folders: readonly (string | undefined)[],
  work: () => Promise<T>,
): Promise<T> {
  const made: string[] = [];
  try {
    for (const folder of folders) if (folder !== undefined) made.push(...prepareOutputFolder(folder));
    return await work();
  } catch (error) {
    removeEmptyFolders(made);
    throw error;
  }
}
