import { type Language, textIn } from './languages.ts';
import type { SurveyDefinition } from './survey-definition.ts';

/** The same survey with every text in one language only: what a customer's page needs and not a byte more. */
export const inLanguage = (definition: SurveyDefinition, language: Language): SurveyDefinition =>
  // Only texts change, from one form of LocalizedText to another.
  translated(definition, language) as SurveyDefinition;

function translated(value: unknown, language: Language): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => translated(item, language));
  if (typeof value !== 'object' || value === null) return value;
  if (isText(value)) return textIn(value, language);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, translated(inner, language)]));
}

const isText = (value: object): value is { default: string } =>
  'default' in value && typeof value.default === 'string';
