import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { notifyDone } from '../components/notify.tsx';
import { Tag } from '../components/tag.tsx';
import { Verbatim } from '../components/verbatim.tsx';
import { useFormat } from '../use-format.ts';
import { usePublish, useReleased, useUnpublish, type ReleasedComment } from './heard-data.ts';
import styles from './heard.module.css';
import { WordsForm } from './words-form.tsx';

/** The words of customers who agreed, each to be put on the page, shortened, or taken off it. */
export function Released() {
  const { t } = useTranslation(['heard-desk', 'desk']);
  const { data, error, refetch, hasNextPage, fetchNextPage } = useReleased();
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingShape />;
  const comments = data.pages.flatMap((page) => page.comments);
  if (comments.length === 0) return <p className={styles.soft}>{t('noComments')}</p>;
  return (
    <>
      <ul className={styles.list}>
        {comments.map((comment) => (
          <li key={comment.responseId}>
            <Comment comment={comment} />
          </li>
        ))}
      </ul>
      {hasNextPage ? <Button onClick={() => void fetchNextPage()}>{t('desk:table.more')}</Button> : null}
    </>
  );
}

function Comment({ comment }: { comment: ReleasedComment }) {
  const { t } = useTranslation('heard-desk');
  const { monthAndYear, list } = useFormat();
  const [isOpen, setIsOpen] = useState(false);
  const { responseId, words, published, flags, language, month, tone } = comment;
  const [publish, unpublish] = [usePublish(), useUnpublish()];
  const kinds = [...new Set(flags.map(({ kind }) => t(`kind.${kind}`)))];
  const show = () =>
    publish.mutate({ responseId, words, isChecked: false }, { onSuccess: () => notifyDone(t('isShown')) });
  const hide = () => unpublish.mutate(responseId, { onSuccess: () => notifyDone(t('isHidden')) });
  return (
    <>
      <Verbatim
        text={published ?? words}
        language={language}
        highlights={published === null ? flags : []}
        meta={
          <>
            {monthAndYear(month)} · {t(tone)}{' '}
            {published === null ? null : <Tag tone="good">{t('shown')}</Tag>}
          </>
        }
      />
      {published === null && kinds.length > 0 ? (
        <p className={styles.flagged}>{t('flagged', { what: list(kinds) })}</p>
      ) : null}
      {isOpen ? (
        <WordsForm comment={comment} onDone={() => setIsOpen(false)} />
      ) : (
        <div className={styles.actions}>
          {published === null && flags.length === 0 ? <Button onClick={show}>{t('show')}</Button> : null}
          <Button onClick={() => setIsOpen(true)}>{t(published === null ? 'shorten' : 'change')}</Button>
          {published === null ? null : <Button onClick={hide}>{t('hide')}</Button>}
        </div>
      )}
    </>
  );
}
