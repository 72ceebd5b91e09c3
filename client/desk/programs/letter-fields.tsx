import { useTranslation } from 'react-i18next';
import styles from './editor.module.css';
import type { FieldProps } from './use-program-form.ts';

export function LetterFields(_: FieldProps) {
  const { t } = useTranslation('programs');
  return <p className={styles.help}>{t('editor.letterHelp')}</p>;
}
