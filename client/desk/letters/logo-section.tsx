import { Button, FileButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { notifyProblem } from '../components/notify.tsx';
import { Section } from '../components/section.tsx';
import { useProblemText } from '../components/use-problem-text.ts';
import { useSession } from '../session.tsx';
import styles from './letters.module.css';
import { useKeepLogo, useLogo } from './letters-data.ts';

/** The company's logo, which stands at the head of its letters and survey pages. */
export function LogoSection() {
  const { t } = useTranslation('letters');
  const { company, actor } = useSession();
  const { data: logo } = useLogo();
  const { mutate, isPending, error } = useKeepLogo();
  const problemText = useProblemText();
  return (
    <Section title={t('logo.title')}>
      <p className={styles.help}>{t('logo.help')}</p>
      <div className={styles.logo}>
        {logo ? (
          <img
            src={`/logo/${logo.hash}.${logo.extension}`}
            width={logo.width}
            height={logo.height}
            alt={company.name}
          />
        ) : (
          <span className={styles.help}>{t('logo.none')}</span>
        )}
      </div>
      {actor.role === 'admin' ? (
        <div className={styles.try}>
          <FileButton accept="image/png,image/jpeg" onChange={(file) => file && mutate(file)}>
            {(props) => (
              <Button {...props} size="compact-sm" loading={isPending}>
                {t(logo ? 'logo.replace' : 'logo.choose')}
              </Button>
            )}
          </FileButton>
          {logo ? (
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              disabled={isPending}
              onClick={() => mutate(null, { onError: notifyProblem })}
            >
              {t('logo.remove')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {error ? (
        <p role="alert" className={styles.problem}>
          {problemText(error)}
        </p>
      ) : null}
    </Section>
  );
}
