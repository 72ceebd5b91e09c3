import { ActionIcon, NativeSelect, Switch } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CompanyFormState } from './company-form.tsx';
import type { BusinessHours } from './company-settings.ts';
import styles from './settings.module.css';
import { timesOfDay, weekOf } from './week.ts';

type Shift = [string, string];
type Day = { name: string; shifts: Shift[]; onChange: (shifts: Shift[]) => void };

export function HoursEditor({ form }: { form: CompanyFormState }) {
  const { i18n } = useTranslation('settings');
  const hours: BusinessHours = form.values.businessHours;
  const error = form.errors.businessHours ?? Object.entries(form.errors).find(isAboutHours)?.[1];
  return (
    <>
      <div className={styles.days}>
        {weekOf(i18n.language).map(({ weekday, name }) => (
          <DayRow
            key={weekday}
            name={name}
            shifts={hours[String(weekday)] ?? []}
            onChange={(shifts) =>
              form.setFieldValue('businessHours', { ...hours, [String(weekday)]: shifts })
            }
          />
        ))}
      </div>
      {error ? (
        <p role="alert" className={styles.problem}>
          {error}
        </p>
      ) : null}
    </>
  );
}

const isAboutHours = ([field]: [string, unknown]) => field.startsWith('businessHours.');

function DayRow({ name, shifts, onChange }: Day) {
  const { t } = useTranslation('settings');
  const replace = (at: number, shift: Shift) => onChange(shifts.with(at, shift));
  return (
    <div className={styles.day}>
      <span className={styles.dayName}>
        <Switch
          checked={shifts.length > 0}
          onChange={({ currentTarget }) => onChange(currentTarget.checked ? [['09:00', '17:00']] : [])}
          label={name}
          aria-label={t('company.open', { day: name })}
        />
      </span>
      <div className={styles.shifts}>
        {shifts.length === 0 ? <span className={styles.closed}>{t('company.closedDay')}</span> : null}
        {shifts.map((shift, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- a day's shifts have no other name
          <ShiftInputs key={at} name={name} shift={shift} onChange={(next) => replace(at, next)}>
            {shifts.length > 1 ? (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('company.removeShift')}
                onClick={() => onChange(shifts.toSpliced(at, 1))}
              >
                <IconX size={16} />
              </ActionIcon>
            ) : null}
          </ShiftInputs>
        ))}
        {shifts.length > 0 && shifts.length < 4 ? (
          <ActionIcon
            variant="default"
            aria-label={t('company.addShift', { day: name })}
            onClick={() => onChange([...shifts, shiftAfter(shifts)])}
          >
            <IconPlus size={16} />
          </ActionIcon>
        ) : null}
      </div>
    </div>
  );
}

type ShiftProps = {
  name: string;
  shift: Shift;
  onChange: (shift: Shift) => void;
  children: React.ReactNode;
};

function ShiftInputs({ name, shift: [from, to], onChange, children }: ShiftProps) {
  const { t } = useTranslation('settings');
  return (
    <span className={styles.shift}>
      <NativeSelect
        aria-label={t('company.from', { day: name })}
        value={from}
        data={timesOfDay(from)}
        onChange={({ currentTarget }) => onChange([currentTarget.value, to])}
      />
      –
      <NativeSelect
        aria-label={t('company.to', { day: name })}
        value={to}
        data={timesOfDay(to)}
        onChange={({ currentTarget }) => onChange([from, currentTarget.value])}
      />
      {children}
    </span>
  );
}

/** The next free hours of a day: an hour's break, then to the evening. */
function shiftAfter(shifts: Shift[]): Shift {
  const last = Number(
    shifts
      .map(([, to]) => to)
      .toSorted()
      .at(-1)
      ?.slice(0, 2) ?? 9,
  );
  const hour = (at: number) => `${String(Math.min(at, 24)).padStart(2, '0')}:00`;
  return [hour(Math.min(last + 1, 23)), hour(last + 4)];
}
