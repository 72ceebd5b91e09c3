import { ActionIcon, Button, NativeSelect, NumberInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { Trans, useTranslation } from 'react-i18next';
import type { ContactCap } from './contact-rules.ts';
import type { RulesFormState } from './contact-rules-form.tsx';
import styles from './settings.module.css';

const channels = ['email', 'call'] as const satisfies ContactCap['channel'][];
const mostCaps = 10;

/** At most so many contacts by a channel in so many days, one row each, read as a sentence. */
export function CapRows({ form, isReadOnly }: { form: RulesFormState; isReadOnly: boolean }) {
  const { t } = useTranslation('settings');
  const caps = form.values.contactCaps;
  const set = (next: ContactCap[]) => form.setFieldValue('contactCaps', next);
  return (
    <>
      {caps.length === 0 ? <p className={styles.note}>{t('rules.noCaps')}</p> : null}
      <ul className={styles.caps}>
        {caps.map((_, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- a cap is known by its place
          <li key={at}>
            <CapRow form={form} at={at} />
            {isReadOnly ? null : (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('rules.removeCap')}
                onClick={() => set(caps.toSpliced(at, 1))}
              >
                <IconX size={16} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {isReadOnly || caps.length >= mostCaps ? null : (
        <Button
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => set([...caps, { channel: 'email', count: 4, days: 30 }])}
        >
          {t('rules.addCap')}
        </Button>
      )}
    </>
  );
}

function CapRow({ form, at }: { form: RulesFormState; at: number }) {
  const { t } = useTranslation('settings');
  const place = `contactCaps.${at}`;
  const whole = {
    allowDecimal: false,
    allowNegative: false,
    clampBehavior: 'none',
    hideControls: true,
  } as const;
  return (
    <span className={styles.cap}>
      <Trans
        t={t}
        i18nKey="rules.cap"
        components={{
          count: (
            <NumberInput
              {...form.getInputProps(`${place}.count`)}
              {...whole}
              aria-label={t('rules.capCount')}
            />
          ),
          channel: (
            <NativeSelect
              {...form.getInputProps(`${place}.channel`)}
              aria-label={t('rules.capChannel')}
              data={channels.map((value) => ({ value, label: t(`rules.channel.${value}`) }))}
            />
          ),
          days: (
            <NumberInput
              {...form.getInputProps(`${place}.days`)}
              {...whole}
              aria-label={t('rules.capDays')}
            />
          ),
        }}
      />
    </span>
  );
}
