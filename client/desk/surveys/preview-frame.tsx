import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { isLanguage, type Language } from '#surveys/languages.ts';
import styles from './preview.module.css';

const widths = { phone: 390, desktop: 1024 } as const;

type Props = {
  html: string;
  title: string;
  device: keyof typeof widths;
  onLanguage: (language: Language) => void;
};

/** Shows a page in a frame; the next one loads behind it and takes its place, scrolled and answered as it was. */
export function PreviewFrame({ html, title, device, onLanguage }: Props) {
  const { ref, width } = useElementSize();
  const [pages, setPages] = useState<[string, string]>(['', '']);
  const [front, setFront] = useState<0 | 1>(0);
  const frames = useRef<(HTMLIFrameElement | null)[]>([null, null]);
  useEffect(() => {
    if (html !== '') setPages((shown) => (front === 0 ? [shown[0], html] : [html, shown[1]]));
    // Only a new page is put behind; the swap itself must not bring it again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [html]);

  const onLoad = (index: 0 | 1) => {
    const loaded = frames.current[index];
    if (!loaded?.contentDocument || pages[index] === '') return;
    // A phone shows no bar beside the page.
    loaded.contentDocument.documentElement.style.scrollbarWidth = device === 'phone' ? 'none' : '';
    keepInside(loaded.contentDocument, onLanguage);
    if (index === front) return;
    const before = frames.current[front];
    if (before?.contentDocument) answerAgain(before.contentDocument, loaded.contentDocument);
    loaded.contentWindow?.scrollTo(0, before?.contentWindow?.scrollY ?? 0);
    setFront(index);
  };
  const scale = width > 0 ? Math.min(1, width / widths[device]) : 1;
  return (
    <div ref={ref} className={styles.stage} data-device={device} dir="ltr">
      <div
        className={styles.screen}
        style={{ inlineSize: widths[device], blockSize: `${100 / scale}%`, transform: `scale(${scale})` }}
      >
        {([0, 1] as const).map((index) => (
          // The page is our own, drawn from texts only; it needs its script, and its scroll is kept from here.
          <iframe
            key={index}
            ref={(frame) => {
              frames.current[index] = frame;
            }}
            title={title}
            srcDoc={pages[index]}
            // oxlint-disable-next-line react/iframe-missing-sandbox
            sandbox="allow-scripts allow-same-origin allow-forms"
            className={styles.frame}
            data-front={index === front || undefined}
            aria-hidden={index !== front}
            onLoad={() => onLoad(index)}
          />
        ))}
      </div>
    </div>
  );
}

/** A link of the page leads nowhere here; one to another language changes the language of the preview. */
function keepInside(page: Document, onLanguage: (language: Language) => void): void {
  page.addEventListener('click', (event) => {
    const link = event.target instanceof Object && 'closest' in event.target ? linkOf(event.target) : null;
    if (!link) return;
    event.preventDefault();
    const language = /[?&]lang=([a-z]+)/u.exec(link.getAttribute('href') ?? '')?.[1];
    if (isLanguage(language)) onLanguage(language);
  });
  page.addEventListener('submit', (event) => event.preventDefault());
}

const linkOf = (target: object): Element | null => (target as Element).closest('a');

/** Gives the answers of one page to the next, as a person would. */
function answerAgain(before: Document, after: Document): void {
  for (const field of before.querySelectorAll<HTMLInputElement>('form input:checked'))
    for (const same of after.querySelectorAll<HTMLInputElement>('form input:not([type=hidden])'))
      if (same.name === field.name && same.value === field.value && !same.checked) same.click();
}
