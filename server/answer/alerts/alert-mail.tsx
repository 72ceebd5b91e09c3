import { printOnce } from '#server/email/letter-press.ts';
import { FootLine, Letter, LetterButton, Line } from '#server/email/letter.tsx';
import { mostNamed } from './grouping.ts';
import type { Speech } from './say.ts';
import { factsOf, type ToldCase } from './told-case.ts';

interface Recipient {
  speech: Speech;
  company: { name: string; accentColor: string };
  /** The whole address of a place in the desk. */
  linkTo: (place: string) => string;
}

/** Several cases in one mail, what hurts most first; beyond twenty only their number. */
export async function alertListMail(told: ToldCase[], { inbox, ...to }: Recipient & { inbox: string }) {
  const { speech, company, linkTo } = to;
  const { t, number, language } = speech;
  const named = told.slice(0, mostNamed);
  const more = told.length - named.length;
  const subject = t('alerts:mail.subject', { count: told.length, n: number(told.length) });
  const { html, text } = await printOnce(
    <Letter
      company={company}
      locale={language}
      preview={named.map(({ customerName }) => customerName).join(', ')}
      foot={<FootLine>{t('alerts:mail.why')}</FootLine>}
    >
      <Line>{subject}</Line>
      {named.map((one) => (
        <Line key={one.case.id}>
          <a href={linkTo(`/inbox/${one.case.id}`)} style={{ color: company.accentColor, fontWeight: 600 }}>
            <bdi>{one.customerName}</bdi>
          </a>
          <br />
          <span>{[t(`alerts:kinds.${one.kind}`), ...factsOf(one, speech)].join(' · ')}</span>
        </Line>
      ))}
      {more > 0 ? <Line>{t('alerts:mail.more', { count: more, n: number(more) })}</Line> : null}
      <LetterButton href={linkTo(inbox)} color={company.accentColor}>
        {t('alerts:mail.open')}
      </LetterButton>
    </Letter>,
  );
  return { subject, html, text };
}
