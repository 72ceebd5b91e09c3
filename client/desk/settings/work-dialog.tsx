import { Button, Group, Modal, MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languageNames, languages } from '#client/locales/languages.ts';
import { notifyDone, notifyProblem } from '../components/notify.tsx';
import { isolated } from '../inbox/isolated.ts';
import styles from './answering.module.css';
import { useChangeStaff, useHandOver, type StaffMember } from './staff.ts';
import { useCaseOptions } from './use-case-options.ts';

/** Which cases a colleague is given: her languages, her department, and while she is away none. */
export function WorkDialog({ person, onClose }: { person: StaffMember; onClose: () => void }) {
  const { t } = useTranslation('answering');
  const [answers, setAnswers] = useState(person.languages);
  const [department, setDepartment] = useState(person.department ?? '');
  const [backOn, setBackOn] = useState('');
  const { departments } = useCaseOptions();
  const change = useChangeStaff();
  const save = () =>
    change.mutate(
      {
        id: person.id,
        languages: languages.filter((language) => answers.includes(language)),
        department: department || null,
        ...(backOn ? { backOn } : {}),
      },
      {
        onSuccess: () => {
          notifyDone(t('saved'));
          onClose();
        },
        onError: notifyProblem,
      },
    );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('work.title', { name: isolated(person.name) })}
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <div className={styles.work}>
        <MultiSelect
          label={t('work.languages')}
          description={t('work.languagesHelp')}
          data={languages
            .filter((language) => language !== person.locale)
            .map((value) => ({ value, label: languageNames[value] }))}
          value={answers}
          onChange={setAnswers}
        />
        <NativeSelect
          label={t('work.department')}
          data={[{ value: '', label: t('preview.none') }, ...departments]}
          value={department}
          onChange={({ currentTarget }) => setDepartment(currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('work.backOn')}
          description={t('work.backOnHelp')}
          value={backOn}
          onChange={({ currentTarget }) => setBackOn(currentTarget.value)}
        />
        <Group justify="flex-end" gap={8}>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="filled" loading={change.isPending} onClick={save}>
            {t('save')}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}

/** Offered while somebody who is away, or has left, still owns cases. */
export function HandOver({ person }: { person: StaffMember }) {
  const { t } = useTranslation('answering');
  const handOver = useHandOver();
  return (
    <Button
      size="compact-sm"
      loading={handOver.isPending}
      onClick={() =>
        handOver.mutate(person.id, {
          onSuccess: ({ given, kept }) =>
            notifyDone(
              kept === 0 ? t('work.given', { count: given }) : t('work.givenSome', { count: given, kept }),
            ),
          onError: notifyProblem,
        })
      }
    >
      {t('work.handOver', { count: person.openCases })}
    </Button>
  );
}
