import type { LocalizedText } from '#surveys/languages.ts';
import { isObject } from '#surveys/is-object.ts';
import { questionsOf, type SurveyDefinition } from '#surveys/survey-definition.ts';
import type { Change, VersionDiff } from '#surveys/version-diff.ts';

/** A change with the words of the choice, row or column it is about, where it is about one. */
export type ChangeInWords = Change & { words: LocalizedText | null };

/** The same differences, so that a person reads what a choice says and not the value it is kept as. */
export function withWords(diff: VersionDiff, versions: readonly SurveyDefinition[]) {
  return {
    ...diff,
    questions: diff.questions.map((question) => ({
      ...question,
      changes: question.changes.map((change): ChangeInWords => ({
        ...change,
        words: change.what === 'choice' ? wordsOf(question.name, change, versions) : null,
      })),
    })),
  };
}

function wordsOf(
  name: string,
  { path, from, to }: Change,
  versions: readonly SurveyDefinition[],
): LocalizedText | null {
  for (const version of versions) {
    const question = questionsOf(version).find((placed) => placed.question.name === name)?.question;
    const items: unknown = new Map<string, unknown>(Object.entries(question ?? {})).get(path);
    const item: unknown = Array.isArray(items)
      ? items.find((each: unknown) => isObject(each) && each['value'] === (to ?? from))
      : undefined;
    // What is published holds texts of one of the two forms only.
    if (isObject(item) && item['text'] !== undefined) return item['text'] as LocalizedText;
  }
  return null;
}
