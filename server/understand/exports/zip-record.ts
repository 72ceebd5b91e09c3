/** What a file in the archive came to. */
export interface Zipped {
  path: string;
  crc: number;
  packed: number;
  bytes: number;
  offset: number;
}

const [version, deflated] = [20, 8];
// Sizes follow the bytes, which are not known before; names are UTF-8.
const flags = 0x0808;
/** 1 January 1980, the earliest day: the same table is the same file. */
const day = 0x0021;

/** Before the bytes of a file (PKWARE APPNOTE 4.3.7). */
export function localHeader(path: string): Buffer {
  const name = Buffer.from(path);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(version, 4);
  head.writeUInt16LE(flags, 6);
  head.writeUInt16LE(deflated, 8);
  head.writeUInt16LE(day, 12);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
}

/** Behind the bytes of a file (4.3.9). */
export function dataDescriptor({ crc, packed, bytes }: Zipped): Buffer {
  const record = Buffer.alloc(16);
  record.writeUInt32LE(0x08074b50, 0);
  record.writeUInt32LE(crc, 4);
  record.writeUInt32LE(packed, 8);
  record.writeUInt32LE(bytes, 12);
  return record;
}

/** At the end of the archive: every file again, and how many there are (4.3.12, 4.3.16). */
export function centralDirectory(files: Zipped[], offset: number): Buffer {
  const entries = Buffer.concat(files.map(directoryEntry));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([entries, end]);
}

function directoryEntry({ path, crc, packed, bytes, offset }: Zipped): Buffer {
  const name = Buffer.from(path);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(version, 4);
  entry.writeUInt16LE(version, 6);
  entry.writeUInt16LE(flags, 8);
  entry.writeUInt16LE(deflated, 10);
  entry.writeUInt16LE(day, 14);
  entry.writeUInt32LE(crc, 16);
  entry.writeUInt32LE(packed, 20);
  entry.writeUInt32LE(bytes, 24);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt32LE(offset, 42);
  return Buffer.concat([entry, name]);
}
