const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Excel takes no longer name of a sheet. */
const longestName = 31;

export const sheetPath = (sheet: number): string => `xl/worksheets/sheet${sheet}.xml`;

/** The parts of a workbook (ECMA-376) beside its sheets, which are numbered from 1. */
export function workbookParts(name: string, sheets: number): [path: string, xml: string][] {
  const numbers = Array.from({ length: sheets }, (_, at) => at + 1);
  return [
    ['xl/styles.xml', styles],
    ['xl/workbook.xml', workbook(name, numbers)],
    ['xl/_rels/workbook.xml.rels', workbookRelations(numbers)],
    ['_rels/.rels', relations([['rId1', 'officeDocument', 'xl/workbook.xml']])],
    ['[Content_Types].xml', contentTypes(numbers)],
  ];
}

// In the order that `sheet-xml.ts` counts them: plain, a day, a share, the header.
const styles = `${xml}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="10" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`;

function workbook(name: string, numbers: number[]): string {
  const sheets = numbers.map(
    (number) => `<sheet name="${sheetName(name, number)}" sheetId="${number}" r:id="rId${number}"/>`,
  );
  return `${xml}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.join('')}</sheets></workbook>`;
}

function sheetName(name: string, number: number): string {
  const after = number === 1 ? '' : ` ${number}`;
  const plain = name.replaceAll(/[\\/?*[\]:'"<>&]/g, ' ').trim() || 'Sheet';
  return plain.slice(0, longestName - after.length) + after;
}

const workbookRelations = (numbers: number[]): string =>
  relations([
    ...numbers.map((number): Relation => [`rId${number}`, 'worksheet', `worksheets/sheet${number}.xml`]),
    [`rId${numbers.length + 1}`, 'styles', 'styles.xml'],
  ]);

type Relation = [id: string, type: string, target: string];

function relations(all: Relation[]): string {
  const each = all.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`,
  );
  return `${xml}<Relationships xmlns="${packages}/relationships">${each.join('')}</Relationships>`;
}

function contentTypes(numbers: number[]): string {
  const part = (path: string, type: string) =>
    `<Override PartName="/${path}" ContentType="${spreadsheet}.${type}+xml"/>`;
  const parts = [
    part('xl/workbook.xml', 'sheet.main'),
    part('xl/styles.xml', 'styles'),
    ...numbers.map((number) => part(sheetPath(number), 'worksheet')),
  ];
  return `${xml}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts.join('')}</Types>`;
}
