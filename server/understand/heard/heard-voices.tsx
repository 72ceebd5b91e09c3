import { format } from '#client/locales/format.ts';
import type { ShownComment } from './comments.ts';
import { Part, type Told } from './heard-page.tsx';

/** Comments word for word, those in the reader's language first. */
export function Voices({ told }: { told: Told }) {
  const { comments, words } = told;
  if (comments.length === 0)
    return (
      <Part title={words.bad}>
        <p className="soft">{words.noWords}</p>
      </Part>
    );
  return (
    <div className="voices">
      {(['bad', 'good'] as const).map((tone) => (
        <Column
          key={tone}
          title={words[tone]}
          told={told}
          comments={comments.filter((one) => one.tone === tone)}
        />
      ))}
    </div>
  );
}

function Column({ title, told, comments }: { title: string; told: Told; comments: ShownComment[] }) {
  if (comments.length === 0) return null;
  const own = comments.filter(({ language }) => language === told.language);
  const others = comments.filter(({ language }) => language !== told.language);
  return (
    <Part title={title}>
      {[...own, ...others].map(({ words, language, month }) => (
        <figure key={`${month} ${words}`}>
          <blockquote dir="auto" lang={language ?? undefined}>
            {words}
          </blockquote>
          <figcaption>{format(told.language).monthAndYear(month)}</figcaption>
        </figure>
      ))}
    </Part>
  );
}
