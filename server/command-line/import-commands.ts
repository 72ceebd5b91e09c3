import { access, readFile } from 'node:fs/promises';
import { company } from '#db/schema/company.ts';
import { ownDetailsOf, wordsOf } from '#server/company/codebook.ts';
import { theCodebook } from '#server/company/codebooks.ts';
import { customerImporter } from '#server/customers/customer-import.ts';
import type { Mapping } from '#server/customers/import/column-map.ts';
import type { Importer, ReasonsGiven } from '#server/customers/import/importer.ts';
import { runImport } from '#server/customers/import/import-run.ts';
import { isAttribute } from '#server/customers/import/row-reader.ts';
import { orderImporter } from '#server/customers/order-import.ts';
import { computeTiers } from '#server/customers/tiers.ts';
import type { Deps } from '#server/deps.ts';
import { DomainError } from '#server/errors.ts';
import { responseImporter } from '#server/listen/response-import.ts';
import { departureImporter } from '#server/win-back/departure-import.ts';
import { parseReasonMapping, type ReasonMapping } from '#surveys/reason-mapping.ts';
import type { OwnDetails } from '#surveys/reasons.ts';
import { type Answer, type Command, type Given, list, pairs, WrongUsage } from './command.ts';
import { importText } from './import-text.ts';

const options = {
  map: { type: 'string', multiple: true },
  set: { type: 'string', multiple: true },
  where: { type: 'string', multiple: true },
  encoding: { type: 'string' },
  'dry-run': { type: 'boolean' },
} as const;

export const importCustomers: Command = {
  usage: 'import customers FILE.csv',
  summary: 'Store customers; the external id is the key, so the same file twice changes nothing',
  words: 1,
  options,
  run: async (deps, given, tell) => {
    const importer = customerImporter(deps, await defaults(deps));
    return importFile(deps, { importer, given, tell, kind: 'customers' });
  },
};

export const importOrders: Command = {
  usage: 'import orders FILE.csv',
  summary: 'Store quotes and orders of stored customers',
  words: 1,
  options,
  run: async (deps, given, tell) => {
    const importer = orderImporter(deps, await defaults(deps));
    return importFile(deps, { importer, given, tell, kind: 'orders' });
  },
};

export const importDepartures: Command = {
  usage: 'import departures FILE.csv',
  summary: 'Store who left, when and why',
  words: 1,
  options: { ...options, reasons: { type: 'string' } },
  run: async (deps, given, tell) => {
    const importer = departureImporter(deps, await reasonsGiven(deps, given));
    return importFile(deps, { importer, given, tell, kind: 'departures' });
  },
};

export const importResponses: Command = {
  usage: 'import responses FILE.csv',
  summary: 'Store answers given earlier: they count in the figures, and nobody is answered because of them',
  words: 1,
  options: { ...options, reasons: { type: 'string' } },
  run: async (deps, given, tell) => {
    const importer = responseImporter(deps, await reasonsGiven(deps, given));
    return importFile(deps, { importer, given, tell, kind: 'responses' });
  },
};

interface FileImport<Row> {
  importer: Importer<Row>;
  given: Given;
  tell: (progress: string) => void;
  kind: 'customers' | 'orders' | 'departures' | 'responses';
}

export async function importFile<Row>(deps: Deps, job: FileImport<Row>): Promise<Answer> {
  const { importer, given, tell, kind } = job;
  const [path = ''] = given.words;
  const mapping = mappingOf(importer, given);
  await access(path).catch(() => {
    throw new DomainError('invalid', `There is no file ${path}`);
  });
  // A departure and a response keep the tier the customer had.
  if (kind === 'departures' || kind === 'responses') await computeTiers(deps);
  const report = await runImport(deps, {
    importer,
    file: { path, encoding: list(given.values.encoding)[0] },
    mapping,
    dryRun: given.values['dry-run'] === true,
    onProgress: ({ phase, rows, of }) =>
      tell(`${phase === 'checking' ? 'Checked' : 'Stored'} ${rows}${of === null ? '' : ` of ${of}`} rows`),
  });
  if (kind === 'customers' && report.stored) await computeTiers(deps);
  return { json: { kind, ...report }, text: importText(kind, report), refused: report.problemCount > 0 };
}

function mappingOf<Row>(importer: Importer<Row>, { values }: Given): Mapping {
  const known = (field: string) =>
    importer.fields.includes(field) || (importer.keepsAttributes && isAttribute(field));
  const fieldPairs = (option: 'map' | 'set') => {
    const found = pairs(option, values[option]);
    for (const [index, [field]] of found.entries()) {
      if (!known(field)) {
        const kept = importer.keepsAttributes ? ', attributes.NAME' : '';
        throw new WrongUsage(
          `There is no field ${field}. The fields are ${importer.fields.join(', ')}${kept}`,
        );
      }
      if (found.findIndex(([other]) => other === field) !== index) {
        throw new WrongUsage(`--${option} ${field} stands twice`);
      }
    }
    return Object.fromEntries(found);
  };
  const where = pairs('where', values.where).map(([column, equals]) => ({ column, equals }));
  return { map: fieldPairs('map'), set: fieldPairs('set'), where };
}

// The command line works before the company is set up: then every row brings its own currency.
async function defaults({ db }: Deps): Promise<{ currency: string | null }> {
  const [row] = await db.select({ currency: company.currency }).from(company);
  return { currency: row?.currency ?? null };
}

async function reasonsGiven(deps: Deps, { values }: Given): Promise<ReasonsGiven> {
  const codebook = await theCodebook(deps.db);
  const reasons = await reasonsFrom(list(values.reasons)[0], ownDetailsOf(codebook));
  return { ...(await defaults(deps)), reasons, words: wordsOf(codebook) };
}

async function reasonsFrom(path: string | undefined, own: OwnDetails): Promise<ReasonMapping | null> {
  if (path === undefined) return null;
  const json = await readFile(path, 'utf8').catch(() => {
    throw new DomainError('invalid', `There is no file ${path}`);
  });
  const parsed = parseReasonMapping(json, own);
  if (parsed.ok) return parsed.mapping;
  const fields = Object.fromEntries(parsed.problems.map((one) => [one.path || '(file)', one.message]));
  throw new DomainError('invalid', `The reasons file ${path} cannot be used.`, fields);
}
