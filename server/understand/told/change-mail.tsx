import { filledParts } from '#server/email/filled-parts.tsx';
import { printOnce } from '#server/email/letter-press.ts';
import { FootLine, Letter, LetterButton, Line } from '#server/email/letter.tsx';
import { directionOf } from '#surveys/languages.ts';
import type { ChangeAlert } from '../change-alerts.ts';
import { aboutText, changeBars, changeSentence } from './change-words.ts';
import type { DepartmentNames } from './department-names.ts';
import { MailBars } from './mail-bars.tsx';
import { marked, unmarked } from './marked.tsx';
import type { Speech } from './say.ts';

export interface Recipient {
  speech: Speech;
  name: string;
  company: { name: string; accentColor: string };
  departments: DepartmentNames;
  /** The whole address of a place in the desk. */
  linkTo: (place: string) => string;
}

/** Tells what has changed: for each change the sentence, the picture and the way to it. */
export async function changeMail(alerts: (ChangeAlert & { place: string })[], to: Recipient) {
  const { speech, company, linkTo } = to;
  const { t, language } = speech;
  const sentences = alerts.map((alert) => ({ alert, text: changeSentence(alert, to) }));
  const { html, text } = await printOnce(
    <Letter
      company={company}
      locale={language}
      preview={sentences.map((one) => unmarked(one.text)).join(' ')}
      foot={<FootLine>{t('told:alert.why', { company: company.name })}</FootLine>}
    >
      <Line>{filledParts(t('told:alert.greeting', { skipInterpolation: true }), { name: to.name })}</Line>
      {sentences.map(({ alert, text: sentence }) => (
        <div key={alert.id}>
          <Line>{marked(sentence)}</Line>
          <MailBars
            bars={changeBars(alert, speech)}
            color={company.accentColor}
            dir={directionOf(language)}
          />
          <LetterButton href={linkTo(alert.place)} color={company.accentColor}>
            {t('told:change.see')}
          </LetterButton>
        </div>
      ))}
    </Letter>,
  );
  return { subject: subjectOf(alerts, to), html, text };
}

function subjectOf(alerts: ChangeAlert[], to: Recipient): string {
  const { t, format } = to.speech;
  const company = to.company.name;
  const [first, ...others] = alerts;
  if (!first || others.length > 0)
    return t('told:alert.several', { company, count: alerts.length, n: format.number(alerts.length) });
  return t(`told:alert.${first.kind}`, { company, about: aboutText(first, to) });
}
