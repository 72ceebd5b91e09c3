import { useForm, type UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { isFinished } from './audience-fields.ts';
import { formOfProgram, type ProgramForm } from './program-form.ts';
import type { Program } from './programs-data.ts';

export type ProgramFormState = UseFormReturnType<ProgramForm>;
export type FieldProps = { program: Program; form: ProgramFormState };

export const limits = {
  opensOnDay: { min: 1, max: 28 },
  windowDays: { min: 1, max: 5 },
  closesAfterDays: { min: 1, max: 90 },
  holdOutPercent: { min: 0, max: 50 },
  percent: { min: 1, max: 99 },
  count: { min: 1, max: 10_000_000 },
  reminderDays: { min: 1, max: 30 },
  minutes: { min: 0, max: 1440 },
  days: { min: 0, max: 365 },
  months: { min: 1, max: 24 },
} as const;

type Limits = { min: number; max: number };

export function useProgramForm(program: Program): ProgramFormState {
  const { t } = useTranslation('programs');
  const isWithin = (value: unknown, { min, max }: Limits) =>
    Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
  const within = (range: Limits) => (value: unknown) =>
    isWithin(value, range) ? null : t('editor.within', { ...range });
  return useForm<ProgramForm>({
    initialValues: formOfProgram(program),
    validate: {
      opensOnDay: within(limits.opensOnDay),
      windowDays: (value) => within({ min: 1, max: Math.max(5, program.windowDays) })(value),
      closesAfterDays: within(limits.closesAfterDays),
      holdOutPercent: within(limits.holdOutPercent),
      audience: (audience) => (isFinished(audience) ? null : t('builder.unfinished')),
      sample: (sample) => {
        if (sample === null) return null;
        const [[unit = 'percent', value] = []] = Object.entries(sample);
        return within(unit === 'count' ? limits.count : limits.percent)(value);
      },
      trigger: (trigger) => {
        const [[unit, value] = []] = Object.entries(trigger?.after ?? {});
        return unit ? within(limits[unit as 'minutes' | 'days' | 'months'])(value) : null;
      },
      reminders: (reminders) =>
        reminders.every(({ afterDays }) => isWithin(afterDays, limits.reminderDays))
          ? null
          : t('editor.within', { ...limits.reminderDays }),
    },
  });
}
