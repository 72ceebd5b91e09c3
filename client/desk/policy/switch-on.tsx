import { Button, Group, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { notifyDone, notifyProblem } from '../components/notify.tsx';
import { justSaved } from '../components/unsaved-guard.tsx';
import { useSwitchOn, type Policy, type PolicyDocument, type WhatIf } from './policies-data.ts';
import { policyDifference } from './policy-sentence.ts';
import styles from './policy.module.css';
import { useSpeech } from './use-speech.ts';
import { WhatIfSum } from './what-if-sum.tsx';

type Props = {
  policy: Policy;
  document: PolicyDocument;
  active: PolicyDocument | null;
  tried: WhatIf | null;
  onClose: () => void;
};

/** What changes against the policy in force, what the trial said, and the switch. */
export function SwitchOn({ policy, document, active, tried, onClose }: Props) {
  const { t } = useTranslation('policies');
  const go = useNavigate();
  const { fresh, gone, isReordered } = policyDifference(active, document, useSpeech());
  const { mutate, isPending } = useSwitchOn(policy.id);
  const { number, revision } = policy;
  const switchOn = () =>
    mutate(revision, {
      onSuccess: () => {
        notifyDone(t('on.done', { number }));
        void go('/settings/compensation', { state: justSaved });
      },
      onError: notifyProblem,
    });
  const isSame = fresh.length === 0 && gone.length === 0;
  return (
    <Modal opened onClose={onClose} size="lg" title={t('on.title', { number })}>
      <p className={styles.help}>{t('on.text')}</p>
      {isSame ? <p>{t(isReordered ? 'on.order' : 'on.same')}</p> : null}
      <Sentences title={t('on.fresh')} sentences={fresh} as="ins" />
      <Sentences title={t('on.gone')} sentences={gone} as="del" />
      {tried ? <WhatIfSum told={tried} /> : <p className={styles.warn}>{t('on.untried')}</p>}
      <Group justify="flex-end" mt="lg" gap={8}>
        <Button variant="filled" loading={isPending} onClick={switchOn} data-autofocus>
          {t('on.go')}
        </Button>
      </Group>
    </Modal>
  );
}

type SentencesProps = { title: string; sentences: string[]; as: 'ins' | 'del' };

function Sentences({ title, sentences, as: Mark }: SentencesProps) {
  if (sentences.length === 0) return null;
  return (
    <>
      <b>{title}</b>
      <ul className={styles.difference}>
        {sentences.map((sentence) => (
          <li key={sentence}>
            <Mark>{sentence}</Mark>
          </li>
        ))}
      </ul>
    </>
  );
}
