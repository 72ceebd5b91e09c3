import { Body, Button, Container, Head, Html, Preview, Section, Text } from '@react-email/components';
import { render } from '@react-email/render';
import { directionOf } from '#client/locales/languages.ts';
import type { Actor } from './actor.ts';
import { mailTexts } from './mail-texts.ts';

export interface SignInMail {
  purpose: 'signIn' | 'invitation';
  name: string;
  locale: Actor['locale'];
  companyName: string;
  url: string;
  expiresAt: Date;
  timeZone: string;
}

interface Words {
  greeting: string;
  text: string;
  button: string;
  ignore: string;
  plainLink: string;
}

/** The mail that carries a one-time link: what it does, until when, and what to do if it was not asked for. */
export async function signInMail(mail: SignInMail): Promise<{ subject: string; html: string; text: string }> {
  const { purpose, locale, companyName, url } = mail;
  const say = mailTexts(locale);
  const until = new Intl.DateTimeFormat(locale === 'ar' ? 'ar-u-nu-latn' : locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: mail.timeZone,
  }).format(mail.expiresAt);
  const subject = say(`${purpose}.subject`, { company: companyName });
  const words: Words = {
    greeting: say('greeting', { name: mail.name }),
    text: say(`${purpose}.text`, { company: companyName, until }),
    button: say(`${purpose}.button`),
    ignore: say(`${purpose}.ignore`),
    plainLink: say('plainLink'),
  };
  const html = await render(<SignInLetter locale={locale} subject={subject} words={words} url={url} />);
  const text = [words.greeting, words.text, url, words.ignore, `-- \n${companyName}`].join('\n\n');
  return { subject, html, text };
}

const styles = {
  body: {
    margin: 0,
    padding: '32px 16px',
    backgroundColor: '#ffffff',
    color: '#1c1b19',
    fontFamily: "'Segoe UI', 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans Hebrew', Arial, sans-serif",
  },
  container: { maxWidth: '560px', margin: '0 auto' },
  text: { margin: '0 0 16px', fontSize: '16px', lineHeight: '26px' },
  button: {
    padding: '11px 20px',
    borderRadius: '7px',
    backgroundColor: '#0f6b57',
    color: '#ffffff',
    fontSize: '15px',
    fontWeight: 600,
    textDecoration: 'none',
  },
  small: { margin: '0 0 12px', fontSize: '13px', lineHeight: '20px', color: '#5f5c56' },
} as const;

function SignInLetter({
  locale,
  subject,
  words,
  url,
}: {
  locale: string;
  subject: string;
  words: Words;
  url: string;
}) {
  const dir = directionOf(locale);
  return (
    <Html lang={locale} dir={dir}>
      <Head>
        <title>{subject}</title>
      </Head>
      <Preview>{words.text}</Preview>
      <Body style={styles.body} dir={dir}>
        <Container style={styles.container}>
          <Text style={styles.text}>{words.greeting}</Text>
          <Text style={styles.text}>{words.text}</Text>
          <Section style={{ margin: '24px 0' }}>
            <Button href={url} style={styles.button}>
              {words.button}
            </Button>
          </Section>
          <Text style={styles.small}>{words.ignore}</Text>
          <Text style={styles.small}>
            {words.plainLink}
            <br />
            <span dir="ltr">{url}</span>
          </Text>
        </Container>
      </Body>
    </Html>
  );
}
