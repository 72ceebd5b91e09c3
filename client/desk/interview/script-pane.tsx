import { useTranslation } from 'react-i18next';
import { languageNames } from '#client/locales/languages.ts';
import { LANGUAGES, type Language } from '#surveys/languages.ts';
import type { SurveyQuestion } from '#surveys/survey-definition.ts';
import { Closing } from './closing.tsx';
import type { Interview, Thanks } from './interview-data.ts';
import { Opening } from './opening.tsx';
import { Probes } from './probes.tsx';
import styles from './script.module.css';
import type { Asking } from './use-interview.ts';

interface Props {
  interview: Interview;
  asking: Asking;
  stage: 'before' | 'asking' | 'taken';
  current: SurveyQuestion | null;
  thanks: Thanks | null;
}

/** What to say: first who calls and why, then how to put the question that stands there, at last what happens next. */
export function ScriptPane({ interview, asking, stage, current, thanks }: Props) {
  const { t } = useTranslation('interview');
  return (
    <aside className={styles.pane} aria-label={t('script.label')}>
      <LanguageChoice language={asking.language} speak={asking.speak} />
      {stage === 'taken' ? (
        <Closing interview={interview} language={asking.language} thanks={thanks} />
      ) : (
        <details className={styles.part} open={stage === 'before'} key={stage}>
          <summary>{t('script.opening')}</summary>
          <Opening interview={interview} asking={asking} />
        </details>
      )}
      {stage === 'asking' && current ? (
        <section className={styles.part}>
          <h2>{t('script.question')}</h2>
          <Probes question={current} asking={asking} />
        </section>
      ) : null}
      {stage === 'taken' ? null : (
        <section className={styles.part}>
          <h2>{t('script.listen')}</h2>
          <ul className={styles.rules}>
            <li>{t('listen.quiet')}</li>
            <li>{t('listen.defend')}</li>
            <li>{t('listen.words')}</li>
          </ul>
        </section>
      )}
    </aside>
  );
}

function LanguageChoice({ language, speak }: Pick<Asking, 'language' | 'speak'>) {
  const { t } = useTranslation('interview');
  return (
    <fieldset className={styles.languages}>
      <legend className="visually-hidden">{t('script.language')}</legend>
      {LANGUAGES.map((one: Language) => (
        <label key={one} lang={one}>
          <input
            type="radio"
            name="script-language"
            className="visually-hidden"
            checked={one === language}
            onChange={() => speak(one)}
          />
          {languageNames[one]}
        </label>
      ))}
    </fieldset>
  );
}
