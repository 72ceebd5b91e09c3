import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { notifyProblem } from '../components/notify.tsx';
import { usePresets, useStart, type Policy, type Start } from './policies-data.ts';

/** Starts a draft from the policy in force, from a preset, or without any rule. */
export function StartDraft({ active }: { active: Policy | null }) {
  const { t } = useTranslation('policies');
  const { data: presets } = usePresets();
  const { start, isPending } = useStarting();
  const base = active?.document ?? presets?.[0]?.document;
  return (
    <Menu position="bottom-end" width={340}>
      <Menu.Target>
        <Button variant="filled" loading={isPending} leftSection={<IconPlus size={16} aria-hidden />}>
          {t('start.button')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {active ? (
          <Menu.Item onClick={() => start({ from: active.id })}>{t('start.active')}</Menu.Item>
        ) : null}
        {base ? (
          <Menu.Item onClick={() => start({ document: { ...base, rules: [] } })}>
            {t('start.blank')}
          </Menu.Item>
        ) : null}
        <Menu.Label>{t('start.presets')}</Menu.Label>
        {presets?.map(({ code }) => (
          <Menu.Item key={code} onClick={() => start({ preset: code })}>
            <b>{t(`presets.${code}.name`)}</b>
            <br />
            <small>{t(`presets.${code}.text`)}</small>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Starts a draft and goes to it. */
export function useStarting() {
  const go = useNavigate();
  const begin = useStart();
  const start = (from: Start) =>
    begin.mutate(from, {
      onSuccess: ({ id }) => void go(`/settings/compensation/${id}`),
      onError: notifyProblem,
    });
  return { start, isPending: begin.isPending };
}
