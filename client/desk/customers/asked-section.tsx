import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { Section } from '../components/section.tsx';
import { Tag } from '../components/tag.tsx';
import { useProgramName } from '../components/use-names.ts';
import { When } from '../components/when.tsx';
import { testSentence } from '../programs/condition-sentence.ts';
import { useSpeech } from '../programs/use-program-sentences.ts';
import { useSkipSentence } from '../programs/use-skip-sentence.ts';
import styles from './customers.module.css';
import { useAsks, type Ask, type AskedNow } from './asks.ts';

const shownAtFirst = 6;

/** Was she asked or not, and why; and would she be asked now? */
export function AskedSection({ customerId }: { customerId: string }) {
  const { t } = useTranslation('customers');
  const { data, isPending, error, refetch, ...pages } = useAsks(customerId);
  const [isWhole, setIsWhole] = useState(false);
  if (isPending) return <LoadingShape shape="list" rows={3} />;
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const now = data.pages[0]?.now ?? [];
  const asks = data.pages.flatMap((page) => page.asks);
  const shown = isWhole ? asks : asks.slice(0, shownAtFirst);
  const showMore = () => (isWhole ? void pages.fetchNextPage() : setIsWhole(true));
  return (
    <Section title={t('asked.title')}>
      {now.length > 0 ? (
        <ul className={styles.asks} aria-label={t('asked.now')}>
          {now.map((program) => (
            <NowRow key={program.programId} program={program} />
          ))}
        </ul>
      ) : null}
      {asks.length === 0 ? <p className="soft">{t('asked.never')}</p> : null}
      <ul className={styles.asks} aria-label={t('asked.before')}>
        {shown.map((ask) => (
          <AskRow key={ask.id} ask={ask} />
        ))}
      </ul>
      {asks.length > shown.length || (isWhole && pages.hasNextPage) ? (
        <Button size="compact-sm" variant="subtle" onClick={showMore} loading={pages.isFetchingNextPage}>
          {t('earlier')}
        </Button>
      ) : null}
    </Section>
  );
}

function NowRow({ program }: { program: AskedNow }) {
  const { t } = useTranslation('customers');
  const programName = useProgramName();
  const why = useWhyNotNow();
  const isAsked = program.verdict === 'asked';
  return (
    <li>
      <Link to={`/programs/${program.programId}`} className={styles.program}>
        <bdi>{programName({ id: program.programId, name: program.programName })}</bdi>
      </Link>
      <span>
        <Tag tone={isAsked ? 'good' : 'plain'}>{t(isAsked ? 'asked.would' : 'asked.wouldNot')}</Tag>{' '}
        {why(program)}
      </span>
    </li>
  );
}

function useWhyNotNow() {
  const { t } = useTranslation('customers');
  const skipSentence = useSkipSentence();
  const speech = useSpeech();
  return (program: AskedNow): string => {
    if (program.verdict === 'asked') return '';
    if (program.verdict === 'skip') return skipSentence(program.skip);
    const tests = program.failing.map(({ isNot, ...test }) => {
      const sentence = testSentence(test, speech);
      return isNot ? t('programs:group.none', { list: sentence }) : sentence;
    });
    return t('asked.outside', { tests: speech.format.list(tests) });
  };
}

function AskRow({ ask }: { ask: Ask }) {
  const { t } = useTranslation('programs');
  const programName = useProgramName();
  const skipSentence = useSkipSentence();
  const isSkip = ask.status === 'skipped' && ask.skipReason !== null;
  return (
    <li>
      <Link to={`/programs/waves/${ask.waveId}`} className={styles.program}>
        <bdi>{programName({ id: ask.programId, name: ask.programName })}</bdi>
      </Link>
      <span>
        {t(`standing.${ask.status}`)}
        {isSkip ? `: ${skipSentence({ code: ask.skipReason ?? '', facts: ask.skipFacts })}` : ''}
        <small className={styles.askedAt}>
          <When at={ask.at} />
        </small>
      </span>
    </li>
  );
}
