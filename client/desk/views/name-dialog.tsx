import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api.ts';
import { notifyProblem } from '../components/notify.tsx';

type Props = {
  title: string;
  text?: string;
  action: string;
  name: string;
  isSending: boolean;
  onClose: () => void;
  onName: (name: string, onError: (error: unknown) => void) => void;
};

/** Asks what a view shall be called. */
export function NameDialog({ title, text, action, name, isSending, onClose, onName }: Props) {
  const { t } = useTranslation('views');
  const form = useForm({ initialValues: { name } });
  const refused = (error: unknown) => {
    if (error instanceof ApiProblem && error.fields['name']) form.setErrors({ name: t('views.nameTaken') });
    else notifyProblem(error);
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('share.close') }}>
      <form onSubmit={form.onSubmit((values) => onName(values.name.trim(), refused))}>
        {text ? <p className="soft">{text}</p> : null}
        <TextInput
          {...form.getInputProps('name')}
          label={t('name')}
          maxLength={80}
          required
          dir="auto"
          mt="sm"
          data-autofocus
        />
        <Group justify="flex-end" mt="lg" gap={8}>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="filled" loading={isSending}>
            {action}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
