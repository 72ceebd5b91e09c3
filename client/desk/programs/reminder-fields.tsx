import { ActionIcon, Button, NumberInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../use-format.ts';
import styles from './editor.module.css';
import type { ProgramFormState } from './use-program-form.ts';
import { usePartSentences } from './use-program-sentences.ts';

const mostReminders = 3;

/** Up to three reminders, each so many days after the mail before it. */
export function ReminderFields({ form }: { form: ProgramFormState }) {
  const { t } = useTranslation('programs');
  const { number } = useFormat();
  const { reminders: told } = usePartSentences();
  const { reminders } = form.values;
  const set = (next: typeof reminders) => {
    form.setFieldValue('reminders', next);
    form.clearFieldError('reminders');
  };
  return (
    <div className={styles.stack} data-field="reminders">
      <p className={styles.sentence}>{told(reminders)}</p>
      <ol className={styles.rows}>
        {reminders.map((reminder, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- a reminder is known by its place
          <li key={at} className={styles.row}>
            <span>{t(at === 0 ? 'reminder.first' : 'reminder.next', { n: number(at + 1) })}</span>
            <NumberInput
              className={styles.short}
              aria-label={t('reminder.days', { n: number(at + 1) })}
              value={reminder.afterDays}
              onChange={(value) => set(reminders.with(at, { ...reminder, afterDays: value as number }))}
              min={1}
              max={30}
              allowDecimal={false}
              allowNegative={false}
              clampBehavior="none"
            />
            <span className={styles.help}>{t('builder.days')}</span>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('reminder.remove', { n: number(at + 1) })}
              onClick={() => set(reminders.toSpliced(at, 1))}
            >
              <IconX size={16} />
            </ActionIcon>
          </li>
        ))}
      </ol>
      {form.errors.reminders ? (
        <p role="alert" className={styles.problem}>
          {form.errors.reminders}
        </p>
      ) : null}
      {reminders.length < mostReminders ? (
        <div>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => set([...reminders, { afterDays: 3, texts: {} }])}
          >
            {t('reminder.add')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
