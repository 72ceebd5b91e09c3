import type { ByLanguage, FrozenQuestion } from '#db/schema/program-parts.ts';
import { LANGUAGES, textIn, type LocalizedText } from '#surveys/languages.ts';
import { questionsOf, type SurveyDefinition, type SurveyQuestion } from '#surveys/survey-definition.ts';

const mostPoints = 11;
const mostChoices = 6;
const longestChoice = 60;

/**
 * The first question in the shape a mail can ask it: a scale of up to eleven points, or a short choice of one. Null when
 * the survey begins with anything else, or with a question that not everybody is asked.
 */
export function firstQuestionOf(definition: SurveyDefinition, words: YesAndNo): FrozenQuestion | null {
  const [first] = questionsOf(definition);
  if (!first || first.conditions.length > 0) return null;
  const options = optionsOf(first.question, words);
  if (options.length === 0) return null;
  const scale = first.question.type === 'rating' ? first.question : null;
  return {
    name: first.question.name,
    kind: scale ? 'scale' : 'choices',
    title: inEvery(first.question.title ?? first.question.name),
    options,
    lowest: scale?.minRateDescription ? inEvery(scale.minRateDescription) : null,
    highest: scale?.maxRateDescription ? inEvery(scale.maxRateDescription) : null,
  };
}

export interface YesAndNo {
  yes: ByLanguage;
  no: ByLanguage;
}

function optionsOf(question: SurveyQuestion, { yes, no }: YesAndNo): FrozenQuestion['options'] {
  switch (question.type) {
    case 'rating':
      return pointsOf(question.rateMin ?? 1, question.rateMax ?? 5);
    case 'boolean':
      return [
        { value: 'true', label: question.labelTrue ? inEvery(question.labelTrue) : yes },
        { value: 'false', label: question.labelFalse ? inEvery(question.labelFalse) : no },
      ];
    case 'radiogroup':
      // Who would have to write something beside her choice does it on the page.
      return question.showOtherItem || question.showNoneItem ? [] : choicesOf(question.choices);
    default:
      return [];
  }
}

function pointsOf(lowest: number, highest: number): FrozenQuestion['options'] {
  const count = highest - lowest + 1;
  if (count > mostPoints) return [];
  return Array.from({ length: count }, (_, at) => String(lowest + at)).map((value) => ({
    value,
    label: inEvery(value),
  }));
}

function choicesOf(choices: { value: string | number; text?: LocalizedText }[]): FrozenQuestion['options'] {
  const options = choices.map(({ value, text }) => ({
    value: String(value),
    label: inEvery(text ?? String(value)),
  }));
  const isShort = options.every(({ label }) =>
    Object.values(label).every((text) => text.length <= longestChoice),
  );
  return isShort && options.length <= mostChoices ? options : [];
}

const inEvery = (text: LocalizedText): ByLanguage =>
  Object.fromEntries(LANGUAGES.map((language) => [language, textIn(text, language)]));
