import { useEffect, useRef, useState, type DragEvent, type KeyboardEvent } from 'react';
import { Button } from '@mantine/core';
import { IconAlertCircle, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { notifyWithUndo } from '../components/notify.tsx';
import type { PolicyDocument, Rule } from './policies-data.ts';
import { addedRule, movedRule, withoutRule, withRule } from './policy-edits.ts';
import { ruleSentence } from './policy-sentence.ts';
import styles from './policy.module.css';
import { RuleForm } from './rule-form.tsx';
import type { PolicyProblems } from './use-policy-problems.ts';
import { useSpeech } from './use-speech.ts';

type Edit = (change: (document: PolicyDocument) => PolicyDocument) => void;
type Props = { document: PolicyDocument; problems: PolicyProblems; edit: Edit };
type Drag = { from: number; over: number; side: 'before' | 'after' };

/** The rules in their order. Alt and the arrows move one, Delete takes it away, and it can be dragged. */
export function RuleList({ document, problems, edit }: Props) {
  const { t } = useTranslation('policies');
  const list = useRef<HTMLOListElement>(null);
  const wanted = useRef<number | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    list.current?.querySelectorAll<HTMLElement>('[data-rule]')[wanted.current]?.focus();
    wanted.current = null;
  });
  const move = (from: number, to: number) => {
    wanted.current = Math.max(0, Math.min(document.rules.length - 1, to));
    edit((before) => movedRule(before, from, to));
  };
  const remove = (at: number, rule: Rule) => {
    wanted.current = Math.max(0, at - 1);
    edit((before) => withoutRule(before, at));
    notifyWithUndo(t('edit.removed', { rule: rule.name }), () =>
      edit((before) => ({ ...before, rules: before.rules.toSpliced(at, 0, rule) })),
    );
  };
  const add = () => {
    const after = addedRule(document, t('edit.newRule'));
    setOpen(after.rules.at(-1)?.id ?? null);
    edit(() => after);
  };
  const onDrop = () => {
    if (drag) {
      const to = drag.side === 'before' ? drag.over : drag.over + 1;
      move(drag.from, to > drag.from ? to - 1 : to);
    }
    setDrag(null);
  };
  return (
    <>
      <p className={styles.help}>
        {t('page.first')} {t('edit.keys')}
      </p>
      {problems.at('rules') ? <p className={styles.warn}>{problems.at('rules')}</p> : null}
      <ol ref={list} className={styles.rules} aria-label={t('edit.outline')}>
        {document.rules.map((rule, at) => (
          <RuleRow
            // Two rules may have the same id until one is renamed, so its place tells them apart.
            key={`${rule.id} ${document.rules.findIndex(({ id }) => id === rule.id) === at ? '' : at}`}
            rule={rule}
            at={at}
            count={document.rules.length}
            isOpen={open === rule.id}
            drag={drag}
            problems={problems}
            onDrag={setDrag}
            onDrop={onDrop}
            onToggle={() => setOpen(open === rule.id ? null : rule.id)}
            onMove={(to) => move(at, to)}
            onRemove={() => remove(at, rule)}
            onChange={(changed) => edit((before) => withRule(before, at, changed))}
          />
        ))}
      </ol>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
        {t('edit.add')}
      </Button>
    </>
  );
}

interface RowProps {
  rule: Rule;
  at: number;
  count: number;
  isOpen: boolean;
  drag: Drag | null;
  problems: PolicyProblems;
  onDrag: (drag: Drag | null) => void;
  onDrop: () => void;
  onToggle: () => void;
  onMove: (to: number) => void;
  onRemove: () => void;
  onChange: (rule: Rule) => void;
}

function RuleRow({ rule, at, count, isOpen, drag, problems, onDrag, onDrop, ...on }: RowProps) {
  const { t } = useTranslation('policies');
  const speech = useSpeech();
  const warning = problems.warningOf(at);
  const onDragOver = (event: DragEvent<HTMLElement>) => {
    if (!drag) return;
    event.preventDefault();
    const box = event.currentTarget.getBoundingClientRect();
    const side = event.clientY < box.top + box.height / 2 ? 'before' : 'after';
    if (drag.over !== at || drag.side !== side) onDrag({ ...drag, over: at, side });
  };
  return (
    <li className={styles.rule} data-drop={drag?.over === at ? drag.side : undefined}>
      <button
        type="button"
        data-rule
        className={styles.head}
        aria-expanded={isOpen}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete"
        draggable
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = 'move';
          event.dataTransfer.setData('text/plain', rule.name);
          onDrag({ from: at, over: at, side: 'after' });
        }}
        onDragEnd={() => onDrag(null)}
        onDragOver={onDragOver}
        onDrop={(event) => {
          event.preventDefault();
          onDrop();
        }}
        onClick={on.onToggle}
        onKeyDown={(event) => onKeys(event, { at, onMove: on.onMove, onRemove: on.onRemove })}
      >
        <b>
          <bdi>{rule.name}</bdi>{' '}
          {problems.isWrongIn(`rules.${at}`) ? (
            <IconAlertCircle size={15} color="var(--red)" aria-hidden />
          ) : null}
        </b>
        <span className={styles.sentence}>{ruleSentence(rule, speech)}</span>
        {warning ? <span className={styles.warn}>{warning}</span> : null}
      </button>
      {isOpen ? (
        <div className={styles.body}>
          <RuleForm rule={rule} at={at} problems={problems} onChange={on.onChange} />
          <div className={styles.steps}>
            <Button size="compact-md" disabled={at === 0} onClick={() => on.onMove(at - 1)}>
              {t('edit.up')}
            </Button>
            <Button size="compact-md" disabled={at === count - 1} onClick={() => on.onMove(at + 1)}>
              {t('edit.down')}
            </Button>
            <Button size="compact-md" onClick={on.onRemove}>
              {t('edit.remove')}
            </Button>
          </div>
        </div>
      ) : null}
    </li>
  );
}

/** Up and down walk through the rules, with Alt they move the one. */
function onKeys(
  event: KeyboardEvent<HTMLElement>,
  { at, onMove, onRemove }: { at: number; onMove: (to: number) => void; onRemove: () => void },
): void {
  const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
  if (step === 0 && event.key !== 'Delete') return;
  event.preventDefault();
  if (event.key === 'Delete') return onRemove();
  if (event.altKey) return onMove(at + step);
  const rows = [...(event.currentTarget.closest('ol')?.querySelectorAll<HTMLElement>('[data-rule]') ?? [])];
  rows[at + step]?.focus();
}
