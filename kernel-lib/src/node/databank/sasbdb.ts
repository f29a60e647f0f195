import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { MeasuredCurve, QUnit } from '../../curve/measuredCurve';
import { InputError } from '../../inputError';
import { parseStructure } from '../../structure/parseStructure';
import type { Structure } from '../../structure/structure';
import { fetchWithin } from './fetchWithin';
import { readBytes, readText, writeAtomic } from '../files';
import { parseSummary, type SasbdbSummary } from './sasbdbSummary';
import { sasbdbCurve } from './sasbdbCurve';

/** An entry of the Small Angle Scattering Biological Data Bank. */
export interface SasbdbEntry {
  /** such as SASDA25 */
  readonly code: string;
  readonly title?: string;
  readonly curve: MeasuredCurve;
  /** deposited models that could be fetched and read */
  readonly models: readonly SasbdbModel[];
  /** values given by the depositors: lengths in Å, weight in kDa */
  readonly reported: { readonly rg?: number; readonly dmax?: number; readonly mw?: number };
  /** sentences about omitted models and contradictions */
  readonly warnings: readonly string[];
}

/** A deposited model. */
export interface SasbdbModel {
  readonly name: string;
  /** the file in the cache */
  readonly file: string;
  readonly structure: Structure;
}

/** Options of `loadSasbdb`. */
export interface LoadSasbdbOptions {
  /** address of the data bank; default https://www.sasbdb.org */
  readonly server?: string;
  /** folder of the cache; default DECODESAXS_CACHE, else decodesaxs in the user's cache folder */
  readonly cache?: string;
  /** longest time per file in milliseconds; default 30,000 */
  readonly timeout?: number;
  /** unit of q, where the caller knows it */
  readonly unit?: QUnit;
  /** keeps points that are no measurement of the sample; default false */
  readonly keepPoints?: boolean;
  /** loads the models too; default true */
  readonly models?: boolean;
  readonly signal?: AbortSignal;
}

const SERVER = 'https://www.sasbdb.org';
const TIMEOUT = 30_000;
const REMEDY = 'go online and try again, or give a curve file';
const MOST_MODELS = 20;
const MEBIBYTE = 2 ** 20;

/**
 * Loads an entry of SASBDB (Kikhney et al. 2020, Protein Sci. 29, 66) by its code: curve and models, from
 * the cache where they are present and sound, else through its REST interface.
 *
 * @param code such as SASDA25, in any case
 * @throws InputError when the code is invalid, the entry does not exist, or its curve cannot be
 * fetched or read
 */
export async function loadSasbdb(code: string, options: LoadSasbdbOptions = {}): Promise<SasbdbEntry> {
  const id = code.trim().toUpperCase();
  if (!/^SAS[A-Z0-9]{4}$/.test(id))
    throw new InputError(`"${code.slice(0, 30)}" is no code of SASBDB; codes look like SASDA25.`);
  const store = new Store(id, options);
  const summary = await store.summary();
  const curve = await store.curve(summary, options);
  const { models, warnings } =
    options.models === false ? { models: [], warnings: [] } : await store.models(summary);
  return { code: id, title: summary.title, curve, models, reported: summary.reported, warnings };
}

/** One entry in the cache and on the server. */
class Store {
  private readonly server: URL;
  private readonly folder: string;
  private readonly timeout: number;

  constructor(
    private readonly id: string,
    private readonly options: LoadSasbdbOptions,
  ) {
    const server = options.server ?? SERVER;
    if (!URL.canParse(server))
      throw new InputError(`"${server}" is no address of a data bank; ${SERVER} is one.`);
    this.server = new URL(server);
    this.folder = path.join(options.cache ?? cacheFolder(), 'sasbdb', id);
    this.timeout = options.timeout ?? TIMEOUT;
  }

  summary(): Promise<SasbdbSummary> {
    const address = new URL(`/rest-api/entry/summary/${this.id}/`, this.server);
    const what = `The entry ${this.id}`;
    return this.cached(
      'summary.json',
      address,
      what,
      8 * MEBIBYTE,
      (file) => parseSummary(readText(file), this.id, this.server),
      'application/json',
    );
  }

  async curve(summary: SasbdbSummary, options: LoadSasbdbOptions): Promise<MeasuredCurve> {
    const name = `${this.id}${path.extname(summary.curve.pathname) || '.dat'}`;
    return this.cached(safeName(name), summary.curve, `The curve of ${this.id}`, 64 * MEBIBYTE, (file) =>
      sasbdbCurve(readBytes(file), this.id, summary.reported.rg, options),
    );
  }

  async models(summary: SasbdbSummary): Promise<{ models: SasbdbModel[]; warnings: string[] }> {
    const models: SasbdbModel[] = [];
    const warnings: string[] = [];
    const most = summary.models.slice(0, MOST_MODELS);
    if (most.length < summary.models.length)
      warnings.push(`Only the first ${MOST_MODELS} of ${summary.models.length} models were loaded.`);
    for (const address of most) {
      const name = safeName(path.basename(address.pathname));
      try {
        models.push(
          await this.cached(
            `model-${digest(address.href)}-${name}`,
            address,
            `The model ${name} of ${this.id}`,
            64 * MEBIBYTE,
            (file) => ({
              name,
              file,
              structure: parseStructure(readText(file), { name }),
            }),
          ),
        );
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        warnings.push(error.message);
      }
    }
    return { models, warnings };
  }

  /** Result of `read` for a file of the cache; a missing or damaged file is fetched first. */
  private async cached<T>(
    name: string,
    address: URL,
    what: string,
    maxBytes: number,
    read: (file: string) => T,
    accept?: string,
  ): Promise<T> {
    const file = path.join(this.folder, name);
    if (fs.existsSync(file)) {
      try {
        return read(file);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
      }
    }
    const { timeout } = this;
    const allowed = (url: URL): boolean => this.belongs(url);
    const bytes = await fetchWithin(address, {
      what,
      remedy: REMEDY,
      maxBytes,
      timeout,
      allowed,
      accept,
      signal: this.options.signal,
    });
    if (!bytes) throw new InputError(`${what} does not exist in SASBDB; check the code.`);
    return this.keep(file, bytes, read);
  }

  /** Writes a file into the cache, and removes it where it cannot be read. */
  private keep<T>(file: string, bytes: Uint8Array, read: (file: string) => T): T {
    try {
      fs.mkdirSync(this.folder, { recursive: true });
    } catch {
      throw new InputError(
        `The cache folder ${this.folder} cannot be made; set DECODESAXS_CACHE to one that can.`,
      );
    }
    writeAtomic(file, bytes);
    try {
      return read(file);
    } catch (error) {
      fs.rmSync(file, { force: true });
      throw error;
    }
  }

  /** True for files of an entry on the server itself, or on another host of sasbdb.org by https. */
  private belongs(url: URL): boolean {
    if (url.origin === this.server.origin) return true;
    return (
      url.protocol === 'https:' &&
      /(?:^|\.)sasbdb\.org$/.test(url.hostname) &&
      /(?:^|\.)sasbdb\.org$/.test(this.server.hostname)
    );
  }
}

function cacheFolder(): string {
  const { DECODESAXS_CACHE, XDG_CACHE_HOME } = process.env;
  return DECODESAXS_CACHE || path.join(XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'decodesaxs');
}

/** Distinguishes addresses whose files have the same name. */
function digest(address: string): string {
  return createHash('sha256').update(address).digest('hex').slice(0, 8);
}

/** A file name of letters, digits, dots, dashes and underscores that does not begin with a dot. */
function safeName(name: string): string {
  return (
    name
      .replace(/[^\w.-]+/g, '_')
      .replace(/^\.+/, '')
      .slice(-100) || 'file'
  );
}
