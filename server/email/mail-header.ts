const control = /[\p{Cc}\u2028\u2029]+/gu;
const address = /^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"[\]\\]+$/;

/** A header's value on one line: nothing typed by anyone can start another header. */
export function singleLine(value: string): string {
  return value.replace(control, ' ').trim();
}

export function isAddress(email: string): boolean {
  return email.length <= 254 && address.test(email);
}

/** The Message-ID of a mail, the same at every try. */
export function messageIdOf(mailId: string, senderEmail: string): string {
  return `<${mailId}@${senderEmail.split('@')[1] ?? 'localhost'}>`;
}
