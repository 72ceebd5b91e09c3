import type { FrozenQuestion } from '#db/schema/program-parts.ts';
import type { AskedInMail } from '../../email/letter-question.tsx';
import { filled, languageOf, mailTexts } from '../../email/mail-texts.ts';

/** The question in a language, each option a link to the survey's page that preselects it and stores nothing. */
export function questionInMail(question: FrozenQuestion, locale: string, surveyUrl: string): AskedInMail {
  const language = languageOf(locale);
  const { point, end } = mailTexts(language).question;
  const [lowest, highest] = [question.lowest?.[language] ?? '', question.highest?.[language] ?? ''];
  const max = question.options.at(-1)?.value ?? '';
  const meaningAt = (at: number) => (at === 0 ? lowest : at === question.options.length - 1 ? highest : '');
  const options = question.options.map(({ value, label }, at) => {
    const shown = label[language] ?? value;
    const onScale = [filled(point, { point: value, max }), meaningAt(at)].filter(Boolean).join(', ');
    return {
      href: `${surveyUrl}${preselecting(question.name, value)}`,
      label: shown,
      accessibleName: question.kind === 'scale' ? onScale : shown,
    };
  });
  const said = (value: string | undefined, meaning: string) =>
    meaning && filled(end, { point: value ?? '', meaning });
  return {
    kind: question.kind,
    title: question.title[language] ?? '',
    options,
    lowest: said(question.options[0]?.value, lowest),
    highest: said(max, highest),
  };
}

/** What is added to a survey's link so that its page opens with an answer chosen. */
export function preselecting(question: string, value: string): string {
  return `?${new URLSearchParams({ q: question, a: value }).toString()}`;
}
