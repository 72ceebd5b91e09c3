import type { Database } from '#db/client.ts';
import { preparedQuery } from '#db/prepared-query.ts';
import { company } from '#db/schema/company.ts';
import type { Language } from '#surveys/languages.ts';
import { DomainError } from '../errors.ts';

export type Company = typeof company.$inferSelect;

export async function theCompany(db: Database): Promise<Company> {
  const [row] = await theRow(db).execute();
  if (!row)
    throw new DomainError(
      'conflict',
      'The company is not set up yet. Open the set-up link printed at the first start.',
    );
  return row;
}

const theRow = preparedQuery((db) => db.select().from(company).prepare());

/** The language the company works in; English before it is set up. */
export async function homeLanguage(db: Database): Promise<Language> {
  const [row] = await theRow(db).execute();
  return row?.locale ?? 'en';
}

/** What a new company starts with: Monday to Friday, nine to five; contact rules and clocks of the shipped policy. */
export const companyDefaults = {
  accentColor: '#0f6b57',
  businessHours: Object.fromEntries(
    ['1', '2', '3', '4', '5'].map((weekday) => [weekday, [['09:00', '17:00'] as [string, string]]]),
  ),
  holidays: [],
  quietPeriodDays: 30,
  contactCaps: [],
  quietFrom: '21:00',
  quietUntil: '08:00',
  firstContactHours: 24,
  firstContactHoursGold: 4,
  resolutionHours: 72,
  announcesCases: true,
  offersCallback: true,
  reopensWithinDays: 30,
  followUpAfterHours: 72,
  replyAddress: null,
} satisfies Partial<Company>;
