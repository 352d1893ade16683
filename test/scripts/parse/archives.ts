import { crc32, deflateRawSync, gzipSync } from 'node:zlib'

/** An entry of an archive to be built, honest unless told otherwise. */
export type Packed = {
  name: string
  content?: string | Buffer
  /** Unix mode with its type bits, such as 0o120777 of a symbolic link. */
  mode?: number
  /** What the archive says of the entry, where that is not true. */
  claims?: { size?: number; crc?: number; localName?: string; flags?: number }
}

/** Builds a zip with the entries in the order given. */
export function zipOf(...entries: readonly Packed[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const { local, central } = zipEntry(entry, offset)
    bodies.push(local)
    directory.push(central)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, central, end])
}

function zipEntry({ name, content = '', mode = 0o100644, claims = {} }: Packed, offset: number) {
  const bytes = Buffer.from(content)
  const packed = deflateRawSync(bytes)
  const shared = Buffer.alloc(26)
  shared.writeUInt16LE(20, 0)
  shared.writeUInt16LE(0x800 | (claims.flags ?? 0), 2)
  shared.writeUInt16LE(8, 4)
  shared.writeUInt32LE(claims.crc ?? crc32(bytes), 10)
  shared.writeUInt32LE(packed.length, 14)
  shared.writeUInt32LE(claims.size ?? bytes.length, 18)
  const local = withName('PK\u0003\u0004', shared, claims.localName ?? name, Buffer.alloc(0))
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE((mode << 16) >>> 0, 6)
  tail.writeUInt32LE(offset, 10)
  const central = withName('PK\u0001\u0002\u0014\u0003', shared, name, tail)
  return { local: Buffer.concat([local, packed]), central }
}

function withName(sign: string, shared: Buffer, name: string, tail: Buffer): Buffer {
  const header = Buffer.from(shared)
  header.writeUInt16LE(Buffer.byteLength(name), 22)
  return Buffer.concat([Buffer.from(sign, 'latin1'), header, tail, Buffer.from(name)])
}

export type Taped = Packed & { type?: string; link?: string }

/** Builds a tar. `type` of an entry: `0` file, `1` hard link, `2` symbolic link, `5` folder, `6` pipe. */
export function tarOf(...entries: readonly Taped[]): Buffer {
  const blocks = entries.flatMap(({ name, content = '', type = '0', link = '' }) => {
    const bytes = Buffer.from(content)
    const header = Buffer.alloc(512)
    header.write(name, 0, 100)
    header.write('0000644\0', 100)
    header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124)
    header.write('00000000000\0', 136)
    header.write('        ', 148)
    header.write(type, 156)
    header.write(link, 157, 100)
    header.write('ustar\u000000', 257)
    header.write(`${sumOf(header).toString(8).padStart(6, '0')}\0 `, 148)
    return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]
  })
  return Buffer.concat([...blocks, Buffer.alloc(1024)])
}

/** The same, packed by gzip. */
export function tgzOf(...entries: readonly Taped[]): Buffer {
  return gzipSync(tarOf(...entries))
}

function sumOf(header: Buffer): number {
  return header.reduce((sum, byte) => sum + byte, 0)
}
