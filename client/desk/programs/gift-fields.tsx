import { NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { minorDigits } from '#client/locales/format.ts';
import { useSession } from '../session.tsx';
import styles from './editor.module.css';
import type { FieldProps } from './use-program-form.ts';

/** What answering earns: credit for customers, and where answers bear no name, what one of the codes is worth. */
export function GiftFields({ program, form }: FieldProps) {
  const { t } = useTranslation('programs');
  const { currency } = useSession().company;
  const digits = minorDigits(currency);
  const { rewardMinor } = form.values;
  return (
    <div className={styles.fields}>
      <NumberInput
        label={t(program.isAnonymous ? 'codes.worth' : 'change.reward', { currency })}
        description={t(program.isAnonymous ? 'codes.worthHelp' : 'change.rewardHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={rewardMinor === null ? '' : rewardMinor / 10 ** digits}
        onChange={(value) =>
          form.setFieldValue(
            'rewardMinor',
            Number(value) > 0 ? Math.round(Number(value) * 10 ** digits) : null,
          )
        }
        error={form.errors.rewardMinor}
        min={0}
        max={1_000_000}
        decimalScale={digits}
        hideControls
      />
    </div>
  );
}
