import { hash } from 'node:crypto'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { readPlain, writeWhole } from '#lib/files.ts'

/** An answer as it is kept: what it needs to be asked about again, and its bytes. */
type CachedResponse = { etag: string; headers: Record<string, string>; body: Buffer }

/**
 * What GitHub answered, on disk, so that it is asked only whether it would still say so. Holds no token and no header
 * that was sent.
 */
export type ResponseCache = {
  /** The answer to a request; `fresh` when this run, or the one that it takes up, has asked already. */
  find: (key: string) => (CachedResponse & { fresh: boolean }) | null
  keep: (key: string, answer: CachedResponse) => void
  /** Bytes by what GitHub says they are; null when they were not fetched yet. */
  findBytes: (name: string) => Buffer | null
  keepBytes: (name: string, bytes: Buffer) => void
  /** How many answers this run, or the one that it takes up, has gathered. */
  count: () => number
  /** Everything was asked: the next run asks anew. */
  finish: () => void
}

const Head = z.strictObject({
  key: z.string(),
  round: z.string(),
  etag: z.string(),
  headers: z.record(z.string(), z.string()),
})
const Round = z.strictObject({ id: z.string(), at: z.iso.datetime(), count: z.int() })

/**
 * Opens the answers of one repository. A run that ended early, within a day of this one, is taken up: what it asked is
 * not asked again.
 * @param at catalog time.
 */
export function openResponseCache(folder: string, at: string): ResponseCache {
  const rounds = join(folder, 'round.json')
  const before = readJson(rounds, Round)
  const isOpen = before !== null && Math.abs(Date.parse(at) - Date.parse(before.at)) < DAY
  const round = isOpen ? before : { id: hash('sha256', `${at} ${process.pid}`).slice(0, 16), at, count: 0 }
  const note = () => write(rounds, JSON.stringify(round))
  return {
    find: (key) => {
      const stored = readAnswer(answerFile(folder, key), key)
      return stored && { ...stored.answer, fresh: stored.round === round.id }
    },
    keep: (key, { etag, headers, body }) => {
      const head = JSON.stringify({ key, round: round.id, etag, headers })
      write(answerFile(folder, key), Buffer.concat([Buffer.from(`${head}\n`), body]))
      round.count += 1
      note()
    },
    findBytes: (name) => {
      const file = join(folder, 'bytes', hash('sha256', name))
      return existsSync(file) ? readPlain(file) : null
    },
    keepBytes: (name, bytes) => {
      write(join(folder, 'bytes', hash('sha256', name)), bytes)
      round.count += 1
      note()
    },
    count: () => round.count,
    finish: () => rmSync(rounds, { force: true }),
  }
}

const DAY = 86_400_000

function answerFile(folder: string, key: string): string {
  return join(folder, 'answers', hash('sha256', key))
}

/** First a line about the answer, then its bytes. What cannot be understood was never kept. */
function readAnswer(file: string, key: string): { round: string; answer: CachedResponse } | null {
  if (!existsSync(file)) return null
  const bytes = readPlain(file)
  const end = bytes.indexOf(0x0a)
  const head = parse(bytes.toString('utf8', 0, end), Head)
  if (head === null || head.key !== key) return null
  const { round, etag, headers } = head
  return { round, answer: { etag, headers, body: bytes.subarray(end + 1) } }
}

function readJson<T>(file: string, schema: z.ZodType<T>): T | null {
  return existsSync(file) ? parse(readPlain(file).toString('utf8'), schema) : null
}

function parse<T>(text: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** Aside and renamed: a run that is killed leaves no half of an answer. */
function write(file: string, bytes: string | Buffer): void {
  mkdirSync(dirname(file), { recursive: true })
  writeWhole(file, bytes)
}
