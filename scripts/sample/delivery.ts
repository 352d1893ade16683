import { crc32 } from 'node:zlib'
import { assembleDossier } from './dossier.ts'
import { filesOf, gatherEvidence, type ReleaseCode } from './evidence.ts'
import type { TreeChanges } from './fast-import.ts'
import type { Release, Sample, Story } from './story.ts'

/**
 * What a release's pipeline leaves behind, by the place where it does: files of the tagged tree, the dossier in a git note,
 * and what CI keeps, by the path that follows the tag's name there.
 */
export type Delivery = {
  tree: TreeChanges | null
  note: Buffer | null
  artifacts: ReadonlyMap<string, Buffer>
}

/** Assembles dossier and evidence of a release, and sorts them by its way of delivery. */
export function deliver(story: Story, release: Release, code: ReleaseCode, sample: Sample): Delivery {
  const evidence = gatherEvidence(story, release, code, sample)
  const dossier = assembleDossier(story, release, evidence, sample)
  const files = new Map<string, Buffer>(filesOf(story, release, sample))
  for (const { path, bytes } of evidence) {
    if (bytes) files.set(path, bytes)
    else files.delete(path)
  }
  const kept = new Map([['dossier.json', dossier], ...files])
  const none: Delivery = { tree: null, note: null, artifacts: new Map() }
  const inTree = new Map([[`release/${story.service}/dossier.json`, dossier], ...files])
  const inFolder = new Map([...kept].map(([path, bytes]) => [`/${path}`, bytes]))
  const ways: Record<Release['delivery'], () => Delivery> = {
    tree: () => ({ ...none, tree: inTree }),
    note: () => ({ ...none, tree: files, note: dossier }),
    directory: () => ({ ...none, artifacts: inFolder }),
    zip: () => ({ ...none, artifacts: new Map([['.zip', zip(kept)]]) }),
  }
  return ways[release.delivery]()
}

/** Packs files into a zip, as they are and without times, so that the same files give the same bytes. */
export function zip(files: ReadonlyMap<string, Buffer>): Buffer {
  const entries: { local: Buffer; central: Buffer }[] = []
  let offset = 0
  for (const [name, bytes] of files) {
    const entry = pack(name, bytes, offset)
    entries.push(entry)
    offset += entry.local.length
  }
  const central = Buffer.concat(entries.map((entry) => entry.central))
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...entries.map((entry) => entry.local), central, end])
}

/** 1 January 1980, the first day that a zip can tell. */
const FIRST_DAY = 0x21

function pack(name: string, bytes: Buffer, offset: number): { local: Buffer; central: Buffer } {
  const shared = Buffer.alloc(26)
  shared.writeUInt16LE(20, 0)
  shared.writeUInt16LE(0x800, 2)
  shared.writeUInt16LE(FIRST_DAY, 8)
  shared.writeUInt32LE(crc32(bytes), 10)
  shared.writeUInt32LE(bytes.length, 14)
  shared.writeUInt32LE(bytes.length, 18)
  shared.writeUInt16LE(Buffer.byteLength(name), 22)
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE((0o100644 << 16) >>> 0, 6)
  tail.writeUInt32LE(offset, 10)
  const sign = (text: string) => Buffer.from(text, 'latin1')
  return {
    local: Buffer.concat([sign('PK\u0003\u0004'), shared, Buffer.from(name), bytes]),
    central: Buffer.concat([sign('PK\u0001\u0002\u0014\u0003'), shared, tail, Buffer.from(name)]),
  }
}
