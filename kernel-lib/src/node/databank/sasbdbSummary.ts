import { InputError } from '../../inputError';

/** The part of the summary of a SASBDB entry that is used. */
export interface SasbdbSummary {
  readonly title?: string;
  /** addresses of the curve and the models */
  readonly curve: URL;
  readonly models: readonly URL[];
  /** the depositors' values: lengths in Å, weight in kDa */
  readonly reported: { readonly rg?: number; readonly dmax?: number; readonly mw?: number };
}

/** Largest plausible values of a deposition: nm, kDa. */
const MOST = 1e6;

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * Reads the JSON that SASBDB's REST interface answers for rest-api/entry/summary/CODE: intensities_data,
 * fits[].models[] with addresses of files, guinier_rg and pddf_dmax in nm.
 *
 * @param server base of addresses without a host
 * @throws InputError when the text is no JSON object, is that of another entry, or names no curve
 */
export function parseSummary(text: string, code: string, server: URL): SasbdbSummary {
  const entry = parseObject(text, code);
  const said = field(entry, 'code');
  if (typeof said === 'string' && said.toUpperCase() !== code) {
    throw new InputError(
      `SASBDB answered with the entry ${said.slice(0, 20)} in place of ${code}; try again later, or give a curve file.`,
    );
  }
  const curve = addressOf(field(entry, 'intensities_data'), server);
  if (!curve) throw new InputError(`The entry ${code} of SASBDB names no curve; give a curve file.`);
  const title =
    field(entry, 'title') ?? field(field(entry, 'project'), 'title') ?? field(entry, 'sample_name');
  return {
    title: typeof title === 'string' ? title.replace(/\s+/g, ' ').trim().slice(0, 200) : undefined,
    curve,
    models: modelAddresses(entry, server),
    reported: {
      rg: times(10, field(entry, 'guinier_rg')),
      dmax: times(10, field(entry, 'pddf_dmax')),
      mw: times(1, field(entry, 'experimental_mw')),
    },
  };
}

function parseObject(text: string, code: string): Json {
  try {
    const entry = JSON.parse(text) as Json;
    const first = Array.isArray(entry) ? (entry[0] as Json) : entry;
    if (first !== null && typeof first === 'object') return first;
  } catch {
    // reported below
  }
  throw new InputError(`SASBDB’s answer for ${code} is broken; try again later, or give a curve file.`);
}

function field(value: Json | undefined, key: string): Json | undefined {
  if (value === undefined || value === null || typeof value !== 'object' || Array.isArray(value))
    return undefined;
  return Object.hasOwn(value, key) ? (value as { readonly [key: string]: Json })[key] : undefined;
}

/** Every address of a PDB or mmCIF file in the models of the fits, each once. */
function modelAddresses(entry: Json, server: URL): URL[] {
  const addresses = new Map<string, URL>();
  const fits = field(entry, 'fits');
  for (const fit of Array.isArray(fits) ? (fits as readonly Json[]) : []) {
    const models = field(fit, 'models');
    for (const model of Array.isArray(models) ? (models as readonly Json[]) : []) {
      const texts =
        typeof model === 'string' ? [model] : Object.values((model ?? {}) as Record<string, Json>);
      for (const text of texts) {
        const address = addressOf(text, server);
        if (address && /\.(?:pdb|cif|ent|mmcif)(?:\.gz)?$/i.test(address.pathname))
          addresses.set(address.href, address);
      }
    }
  }
  return [...addresses.values()];
}

function addressOf(value: Json | undefined, server: URL): URL | undefined {
  if (typeof value !== 'string' || !/^(?:https?:\/\/|\/)/.test(value) || !URL.canParse(value, server))
    return undefined;
  return new URL(value, server);
}

function times(factor: number, value: Json | undefined): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && number > 0 && number < MOST ? factor * number : undefined;
}
