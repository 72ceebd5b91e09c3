import type { CSSProperties, ReactNode } from 'react';
import { filledParts } from '#server/email/filled-parts.tsx';
import { printOnce } from '#server/email/letter-press.ts';
import { FootLine, Letter, LetterButton, Line } from '#server/email/letter.tsx';
import { directionOf } from '#surveys/languages.ts';
import { dayAfter } from '#server/company/calendar-day.ts';
import type { Narrowing } from '../slice.ts';
import type { Recipient } from './change-mail.tsx';
import { changeSentence } from './change-words.ts';
import { weekBefore, type Cadence, type Period } from './digest.ts';
import { monthPlus } from '../calendar-month.ts';
import type { DigestFigures } from './digest-figures.ts';
import { casesLine, figureLine, headlineOf, reasonBars } from './digest-words.ts';
import { filtersQuery, filtersText } from './filters.ts';
import { MailBars } from './mail-bars.tsx';
import { marked, unmarked } from './marked.tsx';

export interface Digest {
  cadence: Cadence;
  period: Period;
  filters: Narrowing;
  figures: DigestFigures;
  stopUrl: string;
}

/** What a manager has chosen to be mailed: the figures of the overview, with the way into it. */
export async function digestMail(digest: Digest, to: Omit<Recipient, 'departments'>) {
  const { cadence, period, stopUrl, figures } = digest;
  const { speech, company } = to;
  const { t } = speech;
  const subject = subjectOf(digest, to);
  const { text: headline, note } = headlineOf(figures, speech);
  const { html, text } = await printOnce(
    <Letter
      company={company}
      locale={speech.language}
      preview={unmarked(headline)}
      foot={
        <FootLine>
          {t(`told:digest.why.${cadence}`)}{' '}
          <a href={stopUrl} style={quietLink}>
            {t('told:digest.stop')}
          </a>
        </FootLine>
      }
    >
      <Line>{filledParts(t('told:alert.greeting', { skipInterpolation: true }), { name: to.name })}</Line>
      <Line>{marked(headline)}</Line>
      {note ? <Small>{note}</Small> : null}
      <About digest={digest} to={to} />
      <Figures digest={digest} to={to} />
      <Changed digest={digest} to={to} />
      <Voices figures={figures} title={t('told:digest.voices')} color={company.accentColor} />
      <LetterButton
        href={to.linkTo(placeIn('/', digest, { month: period.month }))}
        color={company.accentColor}
      >
        {t('told:digest.open')}
      </LetterButton>
    </Letter>,
  );
  return { subject, html, text };
}

type Parts = { digest: Digest; to: Omit<Recipient, 'departments'> };

function subjectOf({ cadence, period }: Digest, { speech: { t, format }, company }: Parts['to']): string {
  const values = { company: company.name, day: format.day(dayAfter(period.until, -1)) };
  return t(`told:digest.subject.${cadence}`, { ...values, month: format.monthAndYear(period.month) });
}

const daysOf = ({ from, until }: Period, format: Parts['to']['speech']['format']) => ({
  from: format.day(from),
  to: format.day(dayAfter(until, -1)),
});

/** Which figures they are: of which days, and what they are narrowed to. */
function About({ digest: { cadence, period, filters, figures }, to: { speech } }: Parts) {
  const { t, format } = speech;
  const narrowed = filtersText(filters, figures.choices, speech);
  const said = [
    ...(figures.isOfWeek ? [t('told:digest.week', daysOf(period, format))] : []),
    ...(cadence === 'weekly' && !figures.isOfWeek
      ? [t('told:digest.soFar', { month: format.monthAndYear(period.month) })]
      : []),
    ...(narrowed ? [t('told:digest.narrowed', { filters: narrowed })] : []),
  ];
  return said.length > 0 ? <Small>{said.join(' ')}</Small> : null;
}

function Figures({ digest, to }: Parts) {
  const { figures, period } = digest;
  const { speech, company, linkTo } = to;
  const { t, format } = speech;
  const before = figures.isOfWeek ? weekBefore(period).name : monthPlus(period.month, -1);
  const told = { speech, before };
  const bars = reasonBars(figures, told);
  // In most weeks nobody new is asked, and then there is no rate.
  const isAsked = !figures.isOfWeek || figures.responseRate.lastCounts.delivered > 0;
  const span = { from: period.month, to: period.month };
  return (
    <>
      <Line>
        {figureLine('nps', figures.nps, told)}
        {isAsked ? (
          <>
            <br />
            {figureLine('responseRate', figures.responseRate, told)}
          </>
        ) : null}
      </Line>
      {bars.length > 0 ? (
        <>
          <Title>{t('told:digest.reasons')}</Title>
          <Small>{t('told:digest.reasonsOf', { n: format.number(Number(figures.named.total)) })}</Small>
          <MailBars bars={bars} color={company.accentColor} dir={directionOf(speech.language)} />
          <Line>
            <a href={linkTo(placeIn('/reasons', digest, span))} className="ink" style={quietLink}>
              {t('told:digest.allReasons')}
            </a>
          </Line>
        </>
      ) : null}
      <Title>{t('told:digest.cases')}</Title>
      <Line>{casesLine(figures, speech)}</Line>
    </>
  );
}

function Changed({ digest: { figures }, to: { speech } }: Parts) {
  const { changed, departments } = figures;
  if (changed.length === 0) return null;
  return (
    <>
      <Title>{speech.t('told:digest.changed')}</Title>
      {changed.map((alert) => (
        <Line key={alert.id}>{marked(changeSentence(alert, { speech, departments }))}</Line>
      ))}
    </>
  );
}

function Voices({
  figures: { heard },
  title,
  color,
}: {
  figures: DigestFigures;
  title: string;
  color: string;
}) {
  if (heard.length === 0) return null;
  return (
    <>
      <Title>{title}</Title>
      {heard.map(({ responseId, words, language }) => (
        <blockquote
          key={responseId}
          dir="auto"
          lang={language ?? undefined}
          style={{ ...quoted, borderColor: color }}
        >
          {(words ?? '').slice(0, longestVoice)}
          {(words ?? '').length > longestVoice ? '…' : ''}
        </blockquote>
      ))}
    </>
  );
}

const longestVoice = 400;

function placeIn(path: string, { filters }: Digest, more: Record<string, string>): string {
  return `${path}?${[new URLSearchParams(more).toString(), filtersQuery(filters)].filter(Boolean).join('&')}`;
}

const Title = ({ children }: { children: ReactNode }) => <h2 style={title}>{children}</h2>;
const Small = ({ children }: { children: ReactNode }) => (
  <p style={small} className="faint">
    {children}
  </p>
);

const quietLink: CSSProperties = { color: 'inherit' };
const title: CSSProperties = { fontSize: '17px', lineHeight: '25px', margin: '26px 0 10px' };
const small: CSSProperties = {
  color: '#656c75',
  fontSize: '13px',
  lineHeight: '20px',
  margin: '-8px 0 14px',
};
const quoted: CSSProperties = {
  margin: '0 0 12px',
  padding: '2px 14px',
  borderInlineStart: '3px solid',
  fontSize: '16px',
  lineHeight: '25px',
  whiteSpace: 'pre-line',
};
