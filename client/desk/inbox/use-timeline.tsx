import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { AskedBy } from '../components/asked-by.tsx';
import { Money } from '../components/money.tsx';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { scoreTone } from '../components/score-tone.ts';
import type { TimelineItem } from '../components/timeline.tsx';
import { Quoted } from './case-replies.tsx';
import type { TimelineRow } from './inbox-data.ts';
import { isolated } from './isolated.ts';
import styles from './timeline-words.module.css';

type Row<Type extends TimelineRow['type']> = Extract<TimelineRow, { type: Type }>;
type Told = Pick<TimelineItem, 'what' | 'detail' | 'tone'>;

const goodEvents = ['case-resolved', 'grant-issued', 'compensation-approved', 'commitment-kept'];
const badEvents = ['case-opened', 'case-reopened', 'commitment-missed'];
const measures = [
  ['nps', 10],
  ['csat', 5],
  ['ces', 7],
] as const;

/** What happened, in words. */
export function useTimeline(rows: TimelineRow[], caseId: string): TimelineItem[] {
  const { t, i18n } = useTranslation(['inbox', 'case']);
  const reasonLabel = useReasonLabel();
  const by = (name: string | null) => (name ? t('told.by', { name: isolated(name) }) : '');

  /** The first score that both answers have, before and now. */
  const changed = ({ before, after }: Row<'event'>['data']): string | null => {
    const scores = measures.map(([measure]) => [scoreIn(before, measure), scoreIn(after, measure)] as const);
    const [was, is] = scores.find(([one, other]) => one !== null || other !== null) ?? [];
    if (was === undefined || is === undefined || was === is) return null;
    return t('told.fromTo', { before: was ?? '–', after: is ?? '–' });
  };
  const event = ({ kind, by: name, data, caseId: of }: Row<'event'>): Told => ({
    what: (
      <Of case={of} shown={caseId}>
        {i18n.exists(`inbox:told.event.${kind}`) ? t(`told.event.${kind}`) : kind}
      </Of>
    ),
    detail: (
      <>
        {typeof data.amountMinor === 'number' &&
        data.amountMinor !== 0 &&
        typeof data.currency === 'string' ? (
          <>
            <Money amountMinor={data.amountMinor} currency={data.currency} />{' '}
          </>
        ) : null}
        {kind === 'callback-requested' ? t(`call.when.${String(data.wishedTime)}`) : null}
        {kind === 'response-corrected' ? changed(data) : null}
        {typeof data.putRight === 'string' ? t(`case:followUp.${data.putRight}`) : null}
        {by(name)}
        {typeof data.reason === 'string' ? <Words>{data.reason}</Words> : null}
      </>
    ),
    tone: badEvents.includes(kind) ? 'bad' : goodEvents.includes(kind) ? 'good' : 'plain',
  });
  const note = ({ kind, by: name, body, callResult, callMinutes }: Row<'note'>): Told => ({
    what: callResult
      ? `${t(`told.note.${kind}`)} · ${t(`told.callResult.${callResult}`)}`
      : t(`told.note.${kind}`),
    detail: (
      <>
        {callMinutes ? `${t('case:call.took', { count: callMinutes })} · ` : null}
        {by(name)}
        {body ? <Words>{body}</Words> : null}
      </>
    ),
    tone: kind === 'note' ? 'plain' : 'good',
  });
  const mail = ({ kind, status, subject }: Row<'mail'>): Told => ({
    what: t(status === 'sent' ? 'told.mail.sent' : 'told.mail.notSent'),
    detail: <bdi>{subject || kind}</bdi>,
    tone: status === 'sent' ? 'plain' : 'bad',
  });
  const answer = (row: Row<'answer'>): Told => {
    const [measure, max] = measures.find(([name]) => row[name] !== null) ?? [];
    const score = measure ? row[measure] : null;
    const what = score === null ? t('told.answer') : t('told.scored', { score, max });
    const isAnother = row.caseId !== null && row.caseId !== caseId;
    return {
      what: isAnother ? <Link to={`/inbox/${row.caseId}`}>{what}</Link> : what,
      detail: (
        <>
          {row.askedBy ? <AskedBy name={row.askedBy} /> : null}
          {row.verbatim ? <Words>{row.verbatim}</Words> : null}
        </>
      ),
      tone: score === null || !measure ? 'plain' : tones[scoreTone(score, measure)],
    };
  };
  const reply = ({ said, quoted, caseId: of }: Row<'reply'>): Told => ({
    what: (
      <Of case={of} shown={caseId}>
        {t('case:story.reply')}
      </Of>
    ),
    detail: (
      <>
        <Words>{said}</Words>
        <Quoted text={quoted} />
      </>
    ),
    tone: 'good',
  });
  const departure = ({ category, reasonText }: Row<'departure'>): Told => ({
    what: `${t('case:story.left')} · ${reasonLabel(category)}`,
    detail: reasonText ? <Words>{reasonText}</Words> : null,
    tone: 'bad',
  });
  const order = (row: Row<'order'>): Told => ({
    what: (
      <>
        {t(`told.${row.kind}`)} <bdi>{row.externalId}</bdi>
      </>
    ),
    detail: <Money amountMinor={row.amountMinor} currency={row.currency} />,
    tone: 'plain',
  });

  return rows.map((row) => ({
    id: row.id,
    at: 'on' in row ? row.on : row.at,
    ...tell(row, { event, note, reply, mail, answer, order, departure }),
  }));
}

function scoreIn(scores: unknown, measure: string): number | null {
  const score: unknown = typeof scores === 'object' && scores !== null ? Reflect.get(scores, measure) : null;
  return typeof score === 'number' ? score : null;
}

const tones = { bad: 'bad', middling: 'plain', good: 'good' } as const;

type Tellers = { [Type in TimelineRow['type']]: (row: Row<Type>) => Told };

function tell(row: TimelineRow, tellers: Tellers): Told {
  if (row.type === 'event') return tellers.event(row);
  if (row.type === 'note') return tellers.note(row);
  if (row.type === 'mail') return tellers.mail(row);
  if (row.type === 'reply') return tellers.reply(row);
  if (row.type === 'departure') return tellers.departure(row);
  return row.type === 'answer' ? tellers.answer(row) : tellers.order(row);
}

/** What belongs to another case leads there. */
function Of({ case: of, shown, children }: { case: string | null; shown: string; children: string }) {
  return of === null || of === shown ? children : <Link to={`/inbox/${of}`}>{children}</Link>;
}

function Words({ children }: { children: ReactNode }) {
  return (
    <span className={styles.words} dir="auto">
      {children}
    </span>
  );
}
