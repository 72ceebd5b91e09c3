import { Autocomplete, Popover } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { isolated } from '../inbox/isolated.ts';
import { useAddress } from '../use-address.ts';
import type { Desk } from './use-voices-desk.ts';
import styles from './voice-tags.module.css';
import { useVoiceChoices, type Voice } from './voices-data.ts';

const mostLetters = 40;

/** The tags of a voice: each leads to all that have it, and can be taken off; another can be put on. */
export function VoiceTags({ voice, desk }: { voice: Voice; desk: Desk }) {
  const { t } = useTranslation('voices');
  const { to } = useAddress();
  const isFocused = desk.focused === voice.responseId;
  if (voice.tags.length === 0 && !isFocused) return null;
  return (
    <div className={styles.tags}>
      {voice.tags.map((tag) => (
        <span key={tag} className={styles.tag}>
          <Link to={to({ tag, review: null })} aria-label={t('tags.all', { tag: isolated(tag) })}>
            #<bdi>{tag}</bdi>
          </Link>
          <button
            type="button"
            onClick={() => void desk.tagging.remove(voice.responseId, tag)}
            aria-label={t('tags.remove', { tag: isolated(tag) })}
          >
            <IconX size={13} aria-hidden />
          </button>
        </span>
      ))}
      {isFocused ? <AddTag voice={voice} desk={desk} /> : null}
    </div>
  );
}

function AddTag({ voice, desk }: { voice: Voice; desk: Desk }) {
  const { t } = useTranslation('voices');
  return (
    <Popover
      position="bottom-start"
      width={260}
      opened={desk.chooser === 'tag'}
      onChange={(isOpen) => (isOpen ? desk.open('tag') : desk.close())}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <button
          type="button"
          className={styles.add}
          onClick={() => (desk.chooser === 'tag' ? desk.close() : desk.open('tag', { isByKey: false }))}
          aria-keyshortcuts="t"
        >
          <IconPlus size={14} aria-hidden />
          {t('tags.add')}
          <kbd aria-hidden>t</kbd>
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <TagField
          known={voice.tags}
          onAdd={(tag) => {
            desk.close();
            void desk.tagging.add(voice.responseId, tag);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function TagField({ known, onAdd }: { known: string[]; onAdd: (tag: string) => void }) {
  const { t } = useTranslation('voices');
  const { data } = useVoiceChoices();
  const [text, setText] = useState('');
  const add = (tag: string) => {
    if (tag.trim() !== '') onAdd(tag.trim());
  };
  return (
    <Autocomplete
      label={t('tags.label')}
      description={t('tags.hint')}
      data={(data?.tags ?? []).filter((tag) => !known.includes(tag))}
      limit={8}
      value={text}
      onChange={setText}
      onOptionSubmit={add}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.currentTarget.getAttribute('aria-activedescendant')) return;
        event.preventDefault();
        add(text);
      }}
      maxLength={mostLetters}
      attributes={{ input: { dir: 'auto' } }}
      comboboxProps={{ withinPortal: false }}
      data-autofocus
    />
  );
}
