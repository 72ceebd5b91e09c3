import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../use-format.ts';
import type { CompanyFormState } from './company-form.tsx';
import styles from './settings.module.css';

export function Holidays({ form, isReadOnly }: { form: CompanyFormState; isReadOnly: boolean }) {
  const { t } = useTranslation('settings');
  const [day, setDay] = useState('');
  const holidays = form.values.holidays;
  const set = (days: string[]) => form.setFieldValue('holidays', [...new Set(days)].toSorted());
  const add = () => {
    if (day) set([...holidays, day]);
    setDay('');
  };
  return (
    <>
      {holidays.length === 0 ? <p className={styles.help}>{t('company.noHolidays')}</p> : null}
      <ul className={styles.holidays}>
        {holidays.map((holiday) => (
          <Holiday
            key={holiday}
            day={holiday}
            onRemove={isReadOnly ? null : () => set(holidays.filter((other) => other !== holiday))}
          />
        ))}
      </ul>
      {isReadOnly ? null : (
        <div className={styles.addHoliday}>
          <TextInput
            type="date"
            label={t('company.holiday')}
            value={day}
            onChange={({ currentTarget }) => setDay(currentTarget.value)}
          />
          <Button onClick={add} disabled={!day}>
            {t('company.addHoliday')}
          </Button>
        </div>
      )}
    </>
  );
}

function Holiday({ day, onRemove }: { day: string; onRemove: (() => void) | null }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const shown = format.day(day);
  return (
    <li>
      {shown}
      {onRemove ? (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('company.removeHoliday', { day: shown })}
          onClick={onRemove}
        >
          <IconX size={14} />
        </ActionIcon>
      ) : (
        <span />
      )}
    </li>
  );
}
