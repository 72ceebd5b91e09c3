import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { ApiProblem } from '../api.ts';
import { MarkedText } from '../components/marked-text.tsx';
import { notifyDone, notifyProblem } from '../components/notify.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Section } from '../components/section.tsx';
import { justSaved, UnsavedGuard } from '../components/unsaved-guard.tsx';
import { GuardFields } from './guard-fields.tsx';
import {
  readPolicy,
  useDiscard,
  useSave,
  useWhatIf,
  type Policy,
  type PolicyDocument,
} from './policies-data.ts';
import styles from './policy.module.css';
import { RuleList } from './rule-list.tsx';
import { SwitchOn } from './switch-on.tsx';
import { usePolicyProblems } from './use-policy-problems.ts';
import { WhatIfView } from './what-if-view.tsx';

type Props = { policy: Policy; active: PolicyDocument | null };

/** A draft: its rules, its limits, what it would have done, and the switch. */
export function PolicyEditor({ policy, active }: Props) {
  const { t } = useTranslation('policies');
  const { document, edit, isDirty, save, conflict, take } = useDraft(policy);
  const problems = usePolicyProblems(document);
  const whatIf = useWhatIf();
  const tried = whatIf.data && whatIf.variables === document ? whatIf.data : null;
  const [isSwitching, setSwitching] = useState(false);
  const go = useNavigate();
  const discard = useDiscard(policy.id);
  const throwAway = () =>
    discard.mutate(undefined, {
      onSuccess: () => {
        notifyDone(t('edit.discarded'));
        void go('/settings/compensation', { state: justSaved });
      },
      onError: notifyProblem,
    });
  return (
    <>
      <UnsavedGuard isDirty={isDirty} />
      <PageTitle above={<Link to="/settings/compensation">{t('edit.back')}</Link>}>
        <MarkedText text={t('edit.title', { number: policy.number })} />
      </PageTitle>
      {conflict ? (
        <div role="alert" className={styles.conflict}>
          <p>{t('edit.conflict')}</p>
          <div className={styles.steps}>
            <Button size="compact-md" onClick={() => void take('theirs')}>
              {t('edit.theirs')}
            </Button>
            <Button size="compact-md" onClick={() => void take('mine')}>
              {t('edit.mine')}
            </Button>
          </div>
        </div>
      ) : null}
      <Section title={t('page.rules')}>
        <RuleList document={document} problems={problems} edit={edit} />
      </Section>
      <Section title={t('guards.title')}>
        <GuardFields
          document={document}
          onChange={(changed) => edit(() => changed)}
          problemAt={problems.at}
        />
      </Section>
      <Section title={t('whatIf.title')}>
        <p className={styles.help}>{t('whatIf.help')}</p>
        <Button
          loading={whatIf.isPending}
          disabled={problems.isWrong}
          onClick={() => whatIf.mutate(document, { onError: notifyProblem })}
        >
          {t('whatIf.button')}
        </Button>
        {whatIf.data && !tried ? <p className={styles.warn}>{t('whatIf.stale')}</p> : null}
        {whatIf.data ? <WhatIfView told={whatIf.data} /> : null}
      </Section>
      <div className={styles.bar}>
        <Button
          variant={isDirty ? 'filled' : 'default'}
          loading={save.isPending}
          disabled={!isDirty}
          onClick={save.run}
        >
          {t('edit.save')}
        </Button>
        <Button
          variant={isDirty ? 'default' : 'filled'}
          disabled={isDirty || problems.isWrong}
          onClick={() => setSwitching(true)}
        >
          {t('edit.on')}
        </Button>
        <Button variant="subtle" loading={discard.isPending} onClick={throwAway}>
          {t('edit.discard')}
        </Button>
        {problems.isWrong ? <p className={styles.wrong}>{t('refusals.has-problems')}</p> : null}
      </div>
      {isSwitching ? (
        <SwitchOn
          policy={{ ...policy, revision: save.revision }}
          document={document}
          active={active}
          tried={tried}
          onClose={() => setSwitching(false)}
        />
      ) : null}
    </>
  );
}

/** The draft as it is typed, saved at the revision it was read at. */
function useDraft(policy: Policy) {
  const { t } = useTranslation('policies');
  const [document, setDocument] = useState<PolicyDocument>(policy.document);
  const [saved, setSaved] = useState({
    document: policy.document as PolicyDocument,
    revision: policy.revision,
  });
  const [conflict, setConflict] = useState(false);
  const saving = useSave(policy.id);
  const run = () =>
    saving.mutate(
      { document, revision: saved.revision },
      {
        onSuccess: ({ revision }) => {
          setSaved({ document, revision });
          notifyDone(t('edit.saved'));
        },
        onError: (error) => {
          if (error instanceof ApiProblem && error.fields['refusal'] === 'saved-meanwhile') setConflict(true);
          else notifyProblem(error);
        },
      },
    );
  /** Whichever is taken, what the other said is still in the version that was saved or before the reader. */
  const take = async (whose: 'theirs' | 'mine') => {
    const theirs = await readPolicy(policy.id).catch(notifyProblem);
    if (!theirs) return;
    setSaved({ document: theirs.document, revision: theirs.revision });
    if (whose === 'theirs') setDocument(theirs.document);
    setConflict(false);
  };
  return {
    document,
    edit: (change: (before: PolicyDocument) => PolicyDocument) => setDocument(change),
    isDirty: document !== saved.document,
    save: { run, isPending: saving.isPending, revision: saved.revision },
    conflict,
    take,
  };
}
