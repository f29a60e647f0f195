/** What the edge asks of `process`. */
export const process = { env: {} as Record<string, string | undefined>, pid: 1, platform: 'browser' };
