import { useTranslation } from 'react-i18next';
import type { DocumentPath } from '#surveys/text-languages.ts';
import { placeOf, valueAt } from './document-tree.ts';
import { useEditing } from './editor-context.ts';
import styles from './form.module.css';
import { problemsOf } from './problem-words.ts';

/** What stands in the document here and is not asked: shown as it is, and kept. */
export function KeptParts({ path }: { path: DocumentPath }) {
  const { t } = useTranslation('surveys');
  const { document, problems } = useEditing();
  const prefix = placeOf(path);
  const properties = problemsOf(problems, path)
    .filter(({ severity }) => severity === 'unserved')
    .map((problem) => (prefix === '' ? problem.path : problem.path.slice(prefix.length + 1)))
    .filter(
      (property) => /^[A-Za-z]\w*$/u.test(property) && !['pages', 'elements', 'type'].includes(property),
    );
  if (properties.length === 0) return null;
  const kept = Object.fromEntries(
    properties.map((property) => [property, valueAt(document, [...path, property])]),
  );
  return (
    <details className={styles.more}>
      <summary>{t('kept.title', { count: properties.length })}</summary>
      <div>
        <p className={styles.note}>{t('kept.note')}</p>
        <pre className={styles.code} dir="ltr">
          {JSON.stringify(kept, null, 2)}
        </pre>
      </div>
    </details>
  );
}
