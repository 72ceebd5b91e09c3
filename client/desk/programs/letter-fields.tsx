import { useTranslation } from 'react-i18next';
import styles from './editor.module.css';

export function LetterFields() {
  const { t } = useTranslation('programs');
  return <p className={styles.help}>{t('editor.letterHelp')}</p>;
}
