import { IconAlertCircle, IconEyeOff, IconGitBranch } from '@tabler/icons-react';
import { useEffect, useRef, useState, type DragEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { directionOf } from '#surveys/languages.ts';
import { AddQuestion } from './add-question.tsx';
import { moved, movedTo, removed, type Slot } from './document-edits.ts';
import { listOf, outlineOf, placeOf, textOf, valueAt, wordsOf, type OutlineEntry } from './document-tree.ts';
import { useEditing } from './editor-context.ts';
import { questionTypeOf } from './new-questions.ts';
import styles from './outline.module.css';
import { problemsOf } from './problem-words.ts';

/** The pages and questions in their order. Alt and the arrows move one, Delete takes it away, and it can be dragged. */
export function Outline() {
  const { t } = useTranslation('surveys');
  const { document, at, look, problems } = useEditing();
  const list = useRef<HTMLOListElement>(null);
  const isMine = useRef(false);
  const [drag, setDrag] = useState<Drag | null>(null);
  const entries = outlineOf(document);
  const place = placeOf(at);
  const general = problems.some(
    ({ path, severity }) => severity === 'wrong' && (path === '' || path === 'pages'),
  );

  useEffect(() => {
    if (!isMine.current) return;
    isMine.current = false;
    list.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(place)}"]`)?.focus();
  });

  return (
    <nav className={styles.outline} aria-label={t('outline.label')}>
      <ol ref={list} className={styles.list}>
        <li>
          <button
            type="button"
            data-row=""
            className={styles.row}
            aria-current={place === '' || undefined}
            onClick={() => look([])}
            onKeyDown={(event) => walk(event)}
          >
            <span className={styles.words}>{t('outline.survey')}</span>
            {general ? (
              <IconAlertCircle size={16} className={styles.wrong} aria-label={t('severity.wrong')} />
            ) : null}
          </button>
        </li>
        {entries.map((entry) => (
          <Row
            key={placeOf(entry.path)}
            entry={entry}
            isHere={placeOf(entry.path) === place}
            drag={drag}
            onDrag={setDrag}
            onMoved={() => {
              isMine.current = true;
            }}
          />
        ))}
      </ol>
      <Counted />
      <AddQuestion />
    </nav>
  );
}

type Drag = { from: OutlineEntry; over: string; side: 'before' | 'after' | 'inside' };
type RowProps = {
  entry: OutlineEntry;
  isHere: boolean;
  drag: Drag | null;
  onDrag: (drag: Drag | null) => void;
  onMoved: () => void;
};

function Row({ entry, isHere, drag, onDrag, onMoved }: RowProps) {
  const { t } = useTranslation('surveys');
  const { document, language, look, edit } = useEditing();
  const { path, kind, node, depth, number } = entry;
  const place = placeOf(path);
  const isPage = kind === 'page';
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (walk(event)) return;
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
    if (event.altKey && step) {
      event.preventDefault();
      onMoved();
      edit((before) => moved(before, path, step));
    } else if (event.key === 'Delete' && !(isPage && listOf(document['pages']).length < 2)) {
      event.preventDefault();
      onMoved();
      edit((before) => removed(before, path));
    }
  };
  const onDragOver = (event: DragEvent<HTMLElement>) => {
    const side = drag && sideOf(drag.from, entry, event);
    if (!drag || !side) return;
    event.preventDefault();
    if (drag.over !== place || drag.side !== side) onDrag({ ...drag, over: place, side });
  };
  const onDrop = (event: DragEvent<HTMLElement>) => {
    event.preventDefault();
    if (drag) edit((before) => movedTo(before, drag.from.path, slotOf(before, entry, drag.side)));
    onDrag(null);
  };
  const words = isPage && !node['title'] ? t('outline.page', { number }) : wordsOf(node, language);
  return (
    <li
      style={{ '--depth': depth } as React.CSSProperties}
      data-kind={kind}
      data-drop={drag?.over === place ? drag.side : undefined}
    >
      <button
        type="button"
        data-row={place}
        className={styles.row}
        aria-current={isHere || undefined}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete"
        draggable
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = 'move';
          event.dataTransfer.setData('text/plain', words);
          onDrag({ from: entry, over: place, side: 'after' });
        }}
        onDragEnd={() => onDrag(null)}
        onDragOver={onDragOver}
        onDrop={onDrop}
        onClick={() => look(path)}
        onKeyDown={onKeyDown}
      >
        {kind === 'question' ? <span className={styles.number}>{number}</span> : null}
        <span className={styles.words}>
          <bdi lang={language} dir={directionOf(language)}>
            {words || t('outline.untitled')}
          </bdi>
          {kind === 'question' ? <small>{typeName(t, node)}</small> : null}
        </span>
        <Marks entry={entry} />
      </button>
    </li>
  );
}

function typeName(t: (key: string) => string, node: Record<string, unknown>): string {
  const type = questionTypeOf(node);
  return type ? t(`type.${type}`) : textOf(node['type']);
}

/** What is to be seen of a question without opening it. */
function Marks({ entry: { path, node } }: { entry: OutlineEntry }) {
  const { t } = useTranslation('surveys');
  const { problems } = useEditing();
  const here = problemsOf(problems, path);
  const isWrong = here.some(({ severity }) => severity === 'wrong');
  const isLeftOut = here.some(({ severity }) => severity === 'unserved');
  return (
    <span className={styles.marks}>
      {node['isRequired'] === true ? <span title={t('form.required')}>*</span> : null}
      {textOf(node['visibleIf']) ? <IconGitBranch size={15} aria-label={t('outline.conditional')} /> : null}
      {isLeftOut ? (
        <IconEyeOff size={15} className={styles.left} aria-label={t('severity.unserved')} />
      ) : null}
      {isWrong ? (
        <IconAlertCircle size={16} className={styles.wrong} aria-label={t('severity.wrong')} />
      ) : null}
    </span>
  );
}

/** How many questions are asked, against how many may be (practice A1). */
function Counted() {
  const { t } = useTranslation('surveys');
  const { document, kind, leftOut } = useEditing();
  const all = outlineOf(document).filter((entry) => entry.kind === 'question').length;
  const count = Math.max(0, all - leftOut);
  const isOff = kind === 'monthly' && (count < 3 || count > 5);
  return (
    <output className={styles.count} data-off={isOff || undefined}>
      {t('outline.count', { count })}
      {kind === 'monthly' ? ` · ${t('outline.monthly')}` : null}
    </output>
  );
}

/** Up and down without Alt walk through the rows. */
function walk(event: KeyboardEvent<HTMLElement>): boolean {
  const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
  if (step === 0 || event.altKey || event.ctrlKey || event.metaKey) return false;
  const rows = [...(event.currentTarget.closest('ol')?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  rows[rows.indexOf(event.currentTarget) + step]?.focus();
  event.preventDefault();
  return true;
}

function sideOf(from: OutlineEntry, over: OutlineEntry, event: DragEvent<HTMLElement>): Drag['side'] | null {
  if ((from.kind === 'page') !== (over.kind === 'page') && from.kind === 'page') return null;
  if (over.kind === 'page' && from.kind !== 'page') return 'inside';
  const box = event.currentTarget.getBoundingClientRect();
  return event.clientY < box.top + box.height / 2 ? 'before' : 'after';
}

function slotOf(document: Record<string, unknown>, over: OutlineEntry, side: Drag['side']): Slot {
  if (side === 'inside') {
    const list = [...over.path, 'elements'];
    return { list, index: over.kind === 'page' ? 0 : listOf(valueAt(document, list)).length };
  }
  const index = Number(over.path.at(-1));
  return { list: over.path.slice(0, -1), index: side === 'before' ? index : index + 1 };
}
