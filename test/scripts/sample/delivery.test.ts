import { expect, test } from 'vitest'
import { readArchive } from '#parse/archive.ts'
import { ARCHIVE_LIMITS } from '#parse/limits.ts'
import { zip } from '#sample/delivery.ts'

test('packed files unpack unchanged, and the same files give the same bytes', async () => {
  const files = new Map([
    ['dossier.json', Buffer.from('{}\n')],
    ['release/évidence/ci.xml', Buffer.from('<testsuite/>')],
    ['empty', Buffer.alloc(0)],
  ])
  const opened = await readArchive(zip(files), 'v1.zip', ARCHIVE_LIMITS)
  expect(opened).toEqual({ ok: true, value: files })
  expect(zip(new Map(files))).toEqual(zip(files))
})
