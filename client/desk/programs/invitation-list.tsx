import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { languageNames, nearestLanguage } from '#client/locales/languages.ts';
import { api, read } from '../api.ts';
import { DataTable, type Column } from '../components/data-table.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { Chip, FilterRow } from '../components/filter-row.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { Section } from '../components/section.tsx';
import { Tag } from '../components/tag.tsx';
import { When } from '../components/when.tsx';
import { useAddress } from '../use-address.ts';
import { useFormat } from '../use-format.ts';
import type { Invitation, Status } from './programs-data.ts';
import type { Skipped } from './skip-sentence.ts';
import { useSkipSentence } from './use-skip-sentence.ts';
import styles from './wave-page.module.css';

const filters = [
  'queued',
  'delivered',
  'started',
  'completed',
  'bounced',
  'expired',
  'skipped',
] as const satisfies Status[];

/** The invitations of a wave, narrowed to a status or to one reason of being skipped. */
export function InvitationList({ waveId }: { waveId: string }) {
  const { t } = useTranslation('programs');
  const { get, go } = useAddress();
  const sentence = useSkipSentence();
  const skip = get('skip');
  const status = filters.find((each) => each === get('status'));
  return (
    <Section title={t('wave.invitations')}>
      <FilterRow>
        <Chip isOn={!skip && !status} onClick={() => go({ skip: null, status: null })}>
          {t('wave.all')}
        </Chip>
        {filters.map((each) => (
          <Chip key={each} isOn={status === each} onClick={() => go({ status: each, skip: null })}>
            {t(`standing.${each}`)}
          </Chip>
        ))}
        {skip ? (
          <Chip isOn onRemove={() => go({ skip: null })}>
            {sentence(skippedAs(skip))}
          </Chip>
        ) : null}
      </FilterRow>
      <List waveId={waveId} status={status} skip={skip} />
    </Section>
  );
}

/** A reason as it stands in the address bar: a code, or a code with its reason such as `suppressed.bounced`. */
function skippedAs(skip: string): Skipped {
  const [code = '', reason] = skip.split('.');
  return { code, facts: reason === undefined ? {} : { reason } };
}

type Narrowing = { waveId: string; status: Status | undefined; skip: string | undefined };

function List({ waveId, status, skip }: Narrowing) {
  const { t } = useTranslation('programs');
  const columns = useColumns();
  const pages = useInfiniteQuery({
    queryKey: ['waves', waveId, 'invitations', status, skip],
    queryFn: ({ pageParam: after }) =>
      read(api.api.waves[':id'].invitations.$get({ param: { id: waveId }, query: { status, skip, after } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  if (pages.error) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  if (!pages.data) return <LoadingShape shape="list" />;
  const rows = pages.data.pages.flatMap(({ invitations }) => invitations);
  if (rows.length === 0) return <p>{t('wave.noneHere')}</p>;
  return (
    <DataTable
      label={t('wave.invitations')}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      rowTo={({ customerId }) => `/customers/${customerId}`}
      isLoadingMore={pages.isFetchingNextPage}
      {...(pages.hasNextPage ? { onMore: () => void pages.fetchNextPage() } : {})}
    />
  );
}

function useColumns(): Column<Invitation>[] {
  const { t } = useTranslation('programs');
  return [
    { key: 'customer', label: t('wave.customer'), cell: (row) => <bdi>{row.customerName}</bdi> },
    { key: 'status', label: t('wave.status'), cell: standingOf },
    { key: 'marks', label: '', cell: marksOf },
    {
      key: 'language',
      label: t('wave.language'),
      cell: ({ locale }) => <bdi>{languageNames[nearestLanguage(locale)]}</bdi>,
    },
    { key: 'sent', label: t('wave.sentAt'), isNumber: true, cell: sentOf },
    {
      key: 'answered',
      label: t('wave.answeredAt'),
      isNumber: true,
      cell: answeredOf,
    },
  ];
}

const marksOf = (invitation: Invitation) => <Marks invitation={invitation} />;
const standingOf = (invitation: Invitation) => <Standing invitation={invitation} />;
const sentOf = (invitation: Invitation) => <Sent invitation={invitation} />;
const answeredOf = ({ completedAt }: Invitation) => <When at={completedAt} />;

function Standing({ invitation: { status, skipReason, skipFacts } }: { invitation: Invitation }) {
  const { t } = useTranslation('programs');
  const sentence = useSkipSentence();
  if (status !== 'skipped' || skipReason === null) return t(`standing.${status}`);
  const said = sentence({ code: skipReason, facts: skipFacts });
  return `${t('standing.skipped')}: ${said}`;
}

/** When its mail went, or when it will. */
function Sent({ invitation: { sentAt, sendAt, status } }: { invitation: Invitation }) {
  const { t } = useTranslation('programs');
  const { weekdayAndTime } = useFormat();
  if (sentAt || status !== 'queued' || !sendAt) return <When at={sentAt} />;
  return t('wave.goes', { at: weekdayAndTime(new Date(sendAt)) });
}

/** What else is known of it: a machine followed its links, reminders went out, a call instead of a mail. */
function Marks({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation('programs');
  const { number } = useFormat();
  const { scannerSeenAt, remindersSent, channel } = invitation;
  if (!scannerSeenAt && remindersSent === 0 && channel !== 'call') return null;
  return (
    <span className={styles.marks}>
      {channel === 'call' ? <Tag>{t('channel.call')}</Tag> : null}
      {remindersSent > 0 ? (
        <Tag>{t('wave.reminded', { count: remindersSent, n: number(remindersSent) })}</Tag>
      ) : null}
      {scannerSeenAt ? <Tag>{t('wave.scannerSeen')}</Tag> : null}
    </span>
  );
}
