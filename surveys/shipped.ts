import { checkDefinition, type SurveyKind } from './definition.ts';
import exitInterview from './exit-interview.json' with { type: 'json' };
import monthly from './monthly.json' with { type: 'json' };
import type { SurveyDefinition } from './survey-definition.ts';

export type ShippedSurvey = { code: string; kind: SurveyKind; definition: SurveyDefinition };

/** The surveys every installation starts with, complete in every language. */
export const shippedSurveys = (): ShippedSurvey[] => [
  { code: 'monthly', kind: 'monthly', definition: checked(monthly, 'monthly') },
  { code: 'exit-interview', kind: 'exit', definition: checked(exitInterview, 'exit') },
];

function checked(json: unknown, kind: SurveyKind): SurveyDefinition {
  const result = checkDefinition(json, { kind });
  if (result.ok) return result.definition;
  throw new Error(`A shipped survey is wrong: ${JSON.stringify(result.problems)}`);
}
