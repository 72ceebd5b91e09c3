import { Button, Group, Modal, Pill, TagsInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api.ts';
import { notifyDone, notifyProblem } from '../components/notify.tsx';
import styles from './codebook.module.css';
import {
  useAddCompetitor,
  useChangeCompetitor,
  type Competitor,
  type NamedCompetitor,
} from './competitors.ts';
import { useFieldRules } from './use-field-rules.ts';

const mostAliases = 40;
const longestName = 60;

type Props = { competitor: Competitor | null; onClose: () => void };

/** A competitor's name, and every other one customers may use for it, in any script. */
export function CompetitorDialog({ competitor, onClose }: Props) {
  const { t } = useTranslation('codebook');
  const { needed } = useFieldRules();
  const add = useAddCompetitor();
  const change = useChangeCompetitor();
  const refuse = useRefusal();
  const form = useForm<NamedCompetitor>({
    initialValues: { name: competitor?.name ?? '', aliases: competitor?.aliases ?? [] },
    validate: { name: needed },
  });
  const save = async (named: NamedCompetitor) => {
    try {
      await (competitor ? change.mutateAsync({ id: competitor.id, ...named }) : add.mutateAsync(named));
      notifyDone(t('saved'));
      onClose();
    } catch (error) {
      refuse(error, named, (field, message) => form.setFieldError(field, message));
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={competitor ? t('competitors.change') : t('competitors.add')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form onSubmit={form.onSubmit((named) => void save(named))} noValidate>
        <div className={styles.labels}>
          <TextInput
            {...form.getInputProps('name')}
            label={t('competitors.name')}
            dir="auto"
            maxLength={longestName}
            data-autofocus
          />
          <TagsInput
            {...form.getInputProps('aliases')}
            label={t('competitors.aliases')}
            description={t('competitors.aliasesHelp')}
            maxTags={mostAliases}
            acceptValueOnBlur
            splitChars={[',', '،', ';', '؛', '\n']}
            renderPill={aliasPill}
          />
        </div>
        <Group justify="flex-end" mt="lg" gap={8}>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="filled" loading={add.isPending || change.isPending}>
            {t('save')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

const aliasPill = ({ option, onRemove }: { option: { value: unknown }; onRemove?: () => void }) => (
  <Pill withRemoveButton onRemove={onRemove}>
    <bdi>{String(option.value)}</bdi>
  </Pill>
);

/** Says at the field which of the names cannot be used. */
function useRefusal() {
  const { t } = useTranslation('codebook');
  return (error: unknown, named: NamedCompetitor, say: (field: string, message: string) => void) => {
    const fields = error instanceof ApiProblem ? Object.keys(error.fields) : [];
    const code = error instanceof ApiProblem && error.status === 409 ? 'taken' : 'unusable';
    const alias = fields.map((field) => /^aliases\.(\d+)$/.exec(field)?.[1]).find(Boolean);
    if (fields.includes('name')) say('name', t(`competitors.${code}`, { name: named.name }));
    else if (alias) say('aliases', t(`competitors.${code}`, { name: named.aliases[Number(alias)] }));
    else notifyProblem(error);
  };
}
