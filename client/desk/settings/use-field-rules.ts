import { useTranslation } from 'react-i18next';
import { isEmail } from '../sign-in/is-email.ts';

export type Limits = { min: number; max: number };

/** The checks a field can have before it is sent, in the reader's words. */
export function useFieldRules() {
  const { t } = useTranslation('settings');
  return {
    needed: (text: string | null) => (text?.trim() ? null : t('wrong.needed')),
    email: (text: string) => (isEmail(text) ? null : t('wrong.email')),
    color: (text: string) => (/^#[0-9a-f]{6}$/i.test(text) ? null : t('wrong.color')),
    within: (limits: Limits) => (value: number) =>
      Number.isInteger(value) && value >= limits.min && value <= limits.max
        ? null
        : t('wrong.number', limits),
  };
}
