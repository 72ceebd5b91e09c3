import afterService from './after-service.json' with { type: 'json' };
import { checkDefinition, type SurveyKind } from './definition.ts';
import exitInterview from './exit-interview.json' with { type: 'json' };
import followUp from './follow-up.json' with { type: 'json' };
import loyal from './loyal.json' with { type: 'json' };
import monthly from './monthly.json' with { type: 'json' };
import staffReasons from './staff-reasons.json' with { type: 'json' };
import type { SurveyDefinition } from './survey-definition.ts';
import winBack from './win-back.json' with { type: 'json' };

export type ShippedSurvey = { code: string; kind: SurveyKind; definition: SurveyDefinition };

/** The surveys every installation starts with, complete in every language. */
export const shippedSurveys = (): ShippedSurvey[] => [
  shipped('monthly', 'monthly', monthly),
  shipped('exit-interview', 'exit', exitInterview),
  shipped('after-service', 'transactional', afterService),
  shipped('staff-reasons', 'staff', staffReasons),
  shipped('loyal', 'loyal', loyal),
  shipped('follow-up', 'follow-up', followUp),
  shipped('win-back', 'win-back', winBack),
];

function shipped(code: string, kind: SurveyKind, json: unknown): ShippedSurvey {
  const result = checkDefinition(json, { kind });
  if (result.ok) return { code, kind, definition: result.definition };
  throw new Error(`The shipped survey ${code} is wrong: ${JSON.stringify(result.problems)}`);
}
