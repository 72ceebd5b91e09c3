import { NumberInput, SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { minorDigits } from '#client/locales/format.ts';
import { useSession } from '../session.tsx';
import styles from './editor.module.css';
import type { FieldProps, ProgramFormState } from './use-program-form.ts';

const kinds = ['none', 'fixed', 'points', 'lottery'] as const;
type Kind = (typeof kinds)[number];

/** What a kind starts from when it is chosen. */
const startsFrom = {
  none: { reward: null, rewardMinor: null },
  fixed: { reward: null, rewardMinor: 500 },
  points: { reward: { kind: 'points', points: 50 }, rewardMinor: null },
  lottery: { reward: { kind: 'lottery', prizeMinor: 10_000, winners: 3 }, rewardMinor: null },
} as const satisfies Record<Kind, Pick<FieldProps['form']['values'], 'reward' | 'rewardMinor'>>;

/** What answering earns: credit, points or a ticket in a draw; where answers bear no name, one of the codes alone. */
export function GiftFields({ program, form }: FieldProps) {
  const { t } = useTranslation('programs');
  if (program.isAnonymous) return <CodeWorth form={form} />;
  const kind = kindOf(form);
  return (
    <div className={styles.stack}>
      <SegmentedControl
        aria-label={t('change.rewardKind')}
        value={kind}
        onChange={(next) => form.setValues(startsFrom[kinds.find((one) => one === next) ?? 'none'])}
        data={kinds.map((one) => ({ value: one, label: t(`change.kinds.${one}`) }))}
        style={{ justifySelf: 'start', maxInlineSize: '100%' }}
      />
      <div className={styles.fields}>
        {kind === 'fixed' ? <Credit form={form} /> : null}
        {kind === 'points' ? <Points form={form} /> : null}
        {kind === 'lottery' ? <Lottery form={form} /> : null}
      </div>
      {form.errors.reward ? (
        <p role="alert" className={styles.problem}>
          {form.errors.reward}
        </p>
      ) : null}
    </div>
  );
}

type Props = { form: ProgramFormState };

const kindOf = ({ values: { reward, rewardMinor } }: ProgramFormState): Kind =>
  reward?.kind ?? (rewardMinor === null ? 'none' : 'fixed');

function CodeWorth({ form }: Props) {
  const { t } = useTranslation('programs');
  const { currency } = useSession().company;
  return (
    <div className={styles.stack}>
      <div className={styles.fields}>
        <Amount
          label={t('codes.worth', { currency })}
          help={t('codes.worthHelp')}
          minor={form.values.rewardMinor}
          onChange={(minor) => form.setFieldValue('rewardMinor', minor)}
          error={form.errors.rewardMinor}
        />
      </div>
      <p className={styles.help}>{t('change.codesAlone')}</p>
    </div>
  );
}

function Credit({ form }: Props) {
  const { t } = useTranslation('programs');
  const { currency } = useSession().company;
  const { reward, rewardMinor } = form.values;
  return (
    <Amount
      label={t('change.reward', { currency })}
      help={t('change.rewardHelp')}
      minor={reward?.kind === 'fixed' ? reward.amountMinor : rewardMinor}
      onChange={(minor) => form.setValues({ reward: null, rewardMinor: minor })}
      error={form.errors.rewardMinor}
    />
  );
}

function Points({ form }: Props) {
  const { t } = useTranslation('programs');
  const { reward } = form.values;
  return (
    <Count
      label={t('change.points')}
      help={t('change.pointsHelp')}
      value={reward?.kind === 'points' ? reward.points : 0}
      onChange={(points) => form.setFieldValue('reward', { kind: 'points', points })}
      error={form.errors['reward.points']}
    />
  );
}

function Lottery({ form }: Props) {
  const { t } = useTranslation('programs');
  const { currency } = useSession().company;
  const { reward } = form.values;
  if (reward?.kind !== 'lottery') return null;
  return (
    <>
      <Amount
        label={t('change.prize', { currency })}
        help={t('change.lotteryHelp')}
        minor={reward.prizeMinor}
        onChange={(minor) => form.setFieldValue('reward', { ...reward, prizeMinor: minor ?? 0 })}
        error={form.errors['reward.prizeMinor']}
      />
      <Count
        label={t('change.winners')}
        value={reward.winners}
        onChange={(winners) => form.setFieldValue('reward', { ...reward, winners })}
        error={form.errors['reward.winners']}
      />
    </>
  );
}

type FieldOf<T> = { label: string; help?: string; onChange: (value: T) => void; error: ReactNode };

function Amount({ label, help, minor, onChange, error }: FieldOf<number | null> & { minor: number | null }) {
  const digits = minorDigits(useSession().company.currency);
  return (
    <NumberInput
      label={label}
      description={help}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={minor === null ? '' : minor / 10 ** digits}
      onChange={(value) => onChange(Number(value) > 0 ? Math.round(Number(value) * 10 ** digits) : null)}
      error={error}
      min={0}
      max={10_000_000}
      decimalScale={digits}
      hideControls
    />
  );
}

function Count({ label, help, value, onChange, error }: FieldOf<number> & { value: number }) {
  return (
    <NumberInput
      label={label}
      description={help}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={value || ''}
      onChange={(next) => onChange(Number(next) || 0)}
      error={error}
      min={1}
      max={1_000_000}
      allowDecimal={false}
      hideControls
    />
  );
}
