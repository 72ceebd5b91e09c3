import { describe, expect, test } from 'vitest';
import { partsOfReply, wordsOfMail } from '#server/answer/letters/reply.ts';
import { bareAddress, caseMarkedIn, markedAddress } from '#server/answer/letters/reply-mark.ts';
import { filledMail, unknownFields } from '#client/locales/mail-fields.ts';
import { blanksIn } from '#server/answer/letters/mail-template.ts';

const secret = 'a-secret-for-tests-of-at-least-32-characters';
const caseId = '1k9xq2m4zabcdefghjkmnp';

describe('the mark in a reply’s address', () => {
  const marked = markedAddress(secret, 'replies@water.example', caseId);

  test('leads back to its case, however the address is written', () => {
    expect(marked).toMatch(/^replies\+[0-9a-z-]+@water\.example$/);
    expect(marked.split('@')[0]?.length).toBeLessThanOrEqual(64);
    for (const written of [marked, marked.toUpperCase(), ` ${marked} `, `"Water, Market" <${marked}>`])
      expect(caseMarkedIn(secret, written)).toBe(caseId);
  });

  test.each([
    ['none', 'replies@water.example'],
    [
      'another secret’s',
      markedAddress('another-secret-of-at-least-32-characters', 'replies@water.example', caseId),
    ],
    ['another case’s', marked.replace(caseId, caseId.replace('1', '2'))],
    ['a short one', 'replies+1k9xq2m4z-00@water.example'],
    ['no address', ''],
  ])('is not believed where it is %s', (_, address) => {
    expect(caseMarkedIn(secret, address)).toBeNull();
  });

  test('an address is read out of its name', () => {
    expect(bareAddress('Ada <ada@example.com>')).toBe('ada@example.com');
    expect(bareAddress('ada@example.com')).toBe('ada@example.com');
  });
});

describe('what a reply quotes is told from what it says', () => {
  test.each([
    [
      'English',
      'Thank you.\n\nOn Wed, 14 Oct 2026 at 10:00, Water Market <hello@water.example> wrote:\n> Dear Ada,',
    ],
    ['English, Outlook', 'Thank you.\n\n-----Original Message-----\nFrom: Water Market'],
    [
      'Outlook on the web',
      'Thank you.\n________________________________\nFrom: Water Market <hello@water.example>',
    ],
    ['Arabic', 'Thank you.\n\nفي الأربعاء، 14 أكتوبر 2026 كتب Water Market <hello@water.example>:\n> نص'],
    ['Hebrew', 'Thank you.\n\n\u200fבתאריך יום ד׳, 14 באוק׳ 2026 מאת Water Market כתב:\n> טקסט'],
    [
      'Russian',
      'Thank you.\n\nср, 14 окт. 2026 г. в 10:00, Water Market <hello@water.example> пишет:\n> текст',
    ],
    ['only marks', 'Thank you.\n> Dear Ada,\n> we are sorry'],
  ])('in %s', (_, body) => {
    const { said, quoted } = partsOfReply(body);
    expect(said).toBe('Thank you.');
    expect(quoted).not.toBeNull();
  });

  test.each([
    ['nothing is quoted', 'On Tuesday it came late.\nFrom there on it was fine.'],
    ['everything is', '> Dear Ada,\n> we are sorry'],
  ])('and stays whole where %s', (_, body) => {
    expect(partsOfReply(body)).toEqual({ said: body, quoted: null });
  });

  test('a mail without text says what its HTML says, as text', () => {
    expect(wordsOfMail({ text: ' ', html: '<p>Thank <b>you</b></p><script>x</script>' })).toBe('Thank you');
    expect(wordsOfMail({ text: 'a\r\nb\u0000' })).toBe('a\nb');
  });
});

describe('the fields of a template', () => {
  const facts = {
    name: 'Ada',
    company: 'Water Market',
    agent: 'Grace',
    order: null,
    wrong: 'late delivery',
    changed: null,
    offer: null,
  };

  test('are filled, left for a person where nothing is known, and never read twice', () => {
    const text = 'Dear {{name}},\n\n{{ wrong }}: {{order}}\n\n{{offer}} is yours.\n\n{{agent}}';
    const filled = filledMail(text, { ...facts, agent: '{{name}}' }, blanksIn('en'));
    expect(filled).toBe('Dear Ada,\n\nlate delivery: [[which order]]\n\n{{name}}');
  });

  test('that nothing fills are named', () => {
    expect(unknownFields('{{name}} {{nmae}} {{ total }} {{nmae}}')).toEqual(['nmae', 'total']);
  });
});
