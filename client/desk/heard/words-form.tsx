import { Button, Checkbox, Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyDone } from '../components/notify.tsx';
import { usePublish, type ReleasedComment } from './heard-data.ts';
import styles from './heard.module.css';

const leftOut = '[…]';

/** The words as they shall stand on the page: what is selected can be left out. */
export function WordsForm({ comment, onDone }: { comment: ReleasedComment; onDone: () => void }) {
  const { t } = useTranslation('heard-desk');
  const { responseId, language, flags } = comment;
  const [words, setWords] = useState(comment.published ?? comment.words);
  const [isChecked, setIsChecked] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const publish = usePublish();
  const leaveOut = () => {
    const { selectionStart, selectionEnd } = field.current ?? { selectionStart: 0, selectionEnd: 0 };
    if (selectionStart === selectionEnd) return;
    setWords(words.slice(0, selectionStart) + leftOut + words.slice(selectionEnd));
  };
  const save = () =>
    publish.mutate(
      { responseId, words, isChecked },
      {
        onSuccess: () => {
          notifyDone(t('isShown'));
          onDone();
        },
      },
    );
  return (
    <div className={styles.words}>
      <Textarea
        ref={field}
        label={t('words')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        dir="auto"
        lang={language ?? undefined}
        autosize
        minRows={2}
      />
      <div>
        <Button onClick={leaveOut}>{t('leaveOut')}</Button>
      </div>
      {flags.length > 0 ? (
        <Checkbox
          label={t('checked')}
          checked={isChecked}
          onChange={(event) => setIsChecked(event.currentTarget.checked)}
        />
      ) : null}
      <div className={styles.actions}>
        <Button variant="filled" onClick={save} loading={publish.isPending}>
          {t('save')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </div>
    </div>
  );
}
