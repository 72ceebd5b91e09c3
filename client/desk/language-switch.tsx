import { useTranslation } from 'react-i18next';
import { speak } from '#client/locales/i18n.ts';
import { languageNames, languages } from '#client/locales/languages.ts';
import styles from './language-switch.module.css';

/** The languages by their own names, for pages where nobody is signed in yet. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation('desk');
  return (
    <fieldset className={styles.languages} aria-label={t('user.language')}>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={i18n.language === language}
          onClick={() => void speak(language)}
        >
          {languageNames[language]}
        </button>
      ))}
    </fieldset>
  );
}
