import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { messageOf } from '#lib/cli-error.ts'
import { readInput, readPlain, writeWhole } from '#lib/files.ts'
import { put, temporaryFolder } from '../collect/collecting.ts'

const folder = temporaryFolder()

function refusal(read: (file: string) => Buffer, file: string): string {
  try {
    read(file)
    return 'read'
  } catch (error) {
    return messageOf(error)
  }
}

describe('a file that is opened', () => {
  test('is read, behind a link too', () => {
    put(join(folder, 'a.json'), '{}')
    symlinkSync(join(folder, 'a.json'), join(folder, 'link.json'))
    expect(readPlain(join(folder, 'link.json')).toString()).toBe('{}')
  })

  test('is refused when it is a pipe, a socket or a device, without waiting for it', async () => {
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    symlinkSync(pipe, join(folder, 'link'))
    const socket = join(folder, 'socket')
    const server = createServer().listen(socket)
    await new Promise((done) => server.once('listening', done))
    for (const file of [pipe, join(folder, 'link'), socket, '/dev/zero'])
      for (const read of [readInput, readPlain])
        expect(refusal(read, file)).toBe(
          `${file} is a pipe, a socket or a device. Write what it gives into a file and name that.`,
        )
    server.close()
  })

  test('is told from a folder and from nothing', () => {
    expect(refusal(readInput, folder)).toContain('is a folder. Name a file in it.')
    expect(refusal(readInput, join(folder, 'none'))).toContain('does not exist.')
  })
})

/** Doors of their own: these open a file without following a link, or read the program's own. */
const DOORS = ['lib/files.ts', 'collect/sources/artifact-files.ts', 'collect/cache-keys.ts']
const FOREIGN = ['build/content.ts', 'collect', 'commands', 'ledger', 'parse', 'start', 'store', 'verify']

describe('the programs', () => {
  const scripts = join(import.meta.dirname, '../../../scripts')
  const files = readdirSync(scripts, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter(
      (file) => file.endsWith('.ts') && FOREIGN.some((each) => file === each || file.startsWith(`${each}/`)),
    )
  const holding = (sign: RegExp) =>
    files.filter((file) => sign.test(readFileSync(join(scripts, file), 'utf8'))).sort()

  test('open what is foreign by that door alone', () => {
    expect(
      holding(/\b(readFileSync|openSync|promises\.readFile)\b/).filter((each) => !DOORS.includes(each)),
    ).toEqual([])
  })

  test('start git in one place', () => {
    // `npm start` asks for git's version, to say that there is none before anything else is done.
    expect(holding(/\b(spawn|spawnSync|execFile|execFileSync)\(\s*'git'/)).toEqual([
      'collect/git/process.ts',
      'start/start.ts',
    ])
  })
})

describe('a file that is written whole', () => {
  test('stays as it was when it cannot be, and the error names it', () => {
    const file = join(folder, 'dossier.json')
    put(file, 'before')
    writeWhole(file, 'after')
    mkdirSync(`${file}.${process.pid}.new`)
    const fail = () => writeWhole(file, 'half')
    expect(fail).toThrow(expect.objectContaining({ code: 'EISDIR', path: file }))
    expect(readPlain(file).toString()).toBe('after')
  })
})
