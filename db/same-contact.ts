/**
 * A customer's e-mail address as one person would have several of it: small letters, without what follows a plus. `NULL`
 * where there is none. An index is kept of it, so a query has to say it in these very words.
 */
export const sameEmail = (customer: string): string => {
  const email = emailOf(customer);
  return `lower(substr(${email}, 1, instr(replace(${email}, '+', '@'), '@') - 1) || substr(${email}, instr(${email}, '@')))`;
};

export const emailOf = (customer: string): string => `${customer}"email"`;

const separators = [' ', '-', '.', '/', '(', ')'];

/** The last nine digits of her telephone number: the country's code is written in many ways. */
export const samePhone = (customer: string): string =>
  `substr(${separators.reduce(
    (text, separator) => `replace(${text}, '${separator}', '')`,
    phoneOf(customer),
  )}, -9)`;

export const phoneOf = (customer: string): string => `json_extract(${customer}"attributes", '$.phone')`;
