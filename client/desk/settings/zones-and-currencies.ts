export const timeZones = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];

/** Every currency as `SAR · Saudi Riyal`, named in the reader's language. */
export function currencyChoices(language: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([language], { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((code) => ({
    value: code,
    label: `${code} · ${names.of(code)}`,
  }));
}

export const ownTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
