import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { reindex } from '#collect/reindex.ts'
import { AT, collectInto, readRecord, snapshot, temporaryFolder } from './collecting.ts'
import { dossierSteps, dossierText, junit } from './dossiers.ts'
import { buildRepository } from './fast-import.ts'

/*
 * Throws at each border of a release's way into the catalog, and looks at what becomes of the others. Faults that are known
 * are mended where they are; this is about those that nobody knows yet.
 */

/** Where something is thrown, for the release 0.1.0 only, and what. */
const fault = vi.hoisted(() => ({ at: '', thrown: undefined as unknown }))

function guard<F extends (...args: never[]) => unknown>(at: string, act: F): F {
  const guarded = (...args: Parameters<F>) => {
    if (fault.at === at && isOurs(args)) throw fault.thrown
    return act(...args)
  }
  return guarded as F
}

/** True for arguments that are about the release 0.1.0, on their first level. */
function isOurs(args: readonly unknown[]): boolean {
  return args.some((each) => {
    const { version, tag, state } = Object(each)
    // What stands in quarantine is judged like any other.
    return (version === '0.1.0' && state !== 'quarantined') || tag === 'v0.1.0'
  })
}

vi.mock('#collect/dossier/validate.ts', async (load) => {
  const { trustDossier } = await load<typeof import('#collect/dossier/validate.ts')>()
  return { trustDossier: guard('validating', trustDossier) }
})
vi.mock('#collect/evidence/items.ts', async (load) => {
  const { evidenceItems } = await load<typeof import('#collect/evidence/items.ts')>()
  return {
    evidenceItems: (...args: Parameters<typeof evidenceItems>) =>
      guard('reading evidence', evidenceItems)(...args),
  }
})
vi.mock('#collect/tags/git-facts.ts', async (load) => {
  const all = await load<typeof import('#collect/tags/git-facts.ts')>()
  return { ...all, gitFacts: guard('reading git', all.gitFacts) }
})
vi.mock('#collect/dossier/notes.ts', async (load) => {
  const { renderNotes } = await load<typeof import('#collect/dossier/notes.ts')>()
  return { renderNotes: guard('rendering notes', renderNotes) }
})
vi.mock('#decide/history/posture.ts', async (load) => {
  const all = await load<typeof import('#decide/history/posture.ts')>()
  return { ...all, publishedPosture: guard('judging', all.publishedPosture) }
})
vi.mock('#collect/index/search-line.ts', async (load) => {
  const { searchLine } = await load<typeof import('#collect/index/search-line.ts')>()
  return { searchLine: guard('indexing', searchLine) }
})
vi.mock('#collect/cache-keys.ts', async (load) => {
  const all = await load<typeof import('#collect/cache-keys.ts')>()
  return { ...all, surroundingsKey: guard('comparing', all.surroundingsKey) }
})

const folder = temporaryFolder()
let repository: string
let whole: Record<string, string>

beforeAll(async () => {
  const evidence = [{ name: 'unit', kind: 'test', path: 'unit.xml', producer: 'ci', gates: [] }]
  const steps = ['0.0.0', '0.1.0', '0.2.0'].flatMap((version) =>
    dossierSteps(version, dossierText(version, { evidence, summary: `*About ${version}*` }), {
      'unit.xml': junit(),
    }),
  )
  repository = buildRepository(join(folder, 'product'), steps)
  await collectInto(join(folder, 'whole'), { repository })
  whole = snapshot(join(folder, 'whole'))
})
afterEach(() => {
  fault.at = ''
})

const BORDERS: readonly [string, unknown, string][] = [
  ['validating', new TypeError('x'), 'internal.reading_failed'],
  ['validating', null, 'internal.reading_failed'],
  ['reading evidence', new RangeError('Maximum call stack size exceeded'), 'internal.reading_failed'],
  ['reading evidence', 'a text', 'internal.reading_failed'],
  ['reading git', undefined, 'internal.reading_failed'],
  ['rendering notes', { message: 1 }, 'internal.reading_failed'],
  ['judging', new Error('x'), 'internal.judging_failed'],
  ['indexing', Symbol('x'), 'internal.judging_failed'],
]

/** The bytes of the other releases' records and statements. */
function others(content: string): Record<string, string> {
  const files = Object.entries(snapshot(content)).filter(([path]) => /\/(0\.0\.0|0\.2\.0)\.json$/.test(path))
  return Object.fromEntries(files)
}

describe('whatever is thrown', () => {
  test.each(BORDERS)('while %s quarantines that release alone: %#', async (at, thrown, code) => {
    const content = join(folder, `${at}-${BORDERS.findIndex((each) => each[1] === thrown)}`)
    Object.assign(fault, { at, thrown })
    const summary = await collectInto(content, { repository })
    expect(summary.counts).toMatchObject({ releases: 3, dossiers: 2, quarantined: 1 })
    const { state, quarantine, dossier } = readRecord(content, 'product', '0.1.0')
    expect({ state, dossier, codes: quarantine.map((each) => each.code) }).toEqual({
      state: 'quarantined',
      dossier: null,
      codes: [code],
    })
    expect(others(content)).toEqual(others(join(folder, 'whole')))
    fault.at = ''
    // What this program could not do it tries again, without being told.
    expect(await collectInto(content, { repository })).toMatchObject({ read: 1, counts: { quarantined: 0 } })
    expect(readRecord(content, 'product', '0.1.0').state).toBe('dossier')
  })

  test('while it compares a release with the last run only reads it again', async () => {
    const content = join(folder, 'comparing')
    await collectInto(content, { repository })
    Object.assign(fault, { at: 'comparing', thrown: new Error('x') })
    const { counts } = await collectInto(content, { repository, at: '2026-06-02T00:00:00Z' })
    expect(counts.quarantined).toBe(0)
    expect(others(content)).toEqual(others(join(folder, 'whole')))
  })

  test('while an index is made again quarantines that release alone', async () => {
    const content = join(folder, 'again')
    await collectInto(content, { repository })
    Object.assign(fault, { at: 'judging', thrown: 1n })
    expect(reindex({ content, at: AT })).toBe(3)
    expect(readRecord(content, 'product', '0.1.0').quarantine[0]?.code).toBe('internal.judging_failed')
    fault.at = ''
    await collectInto(content, { repository })
    expect(readRecord(content, 'product', '0.1.0').state).toBe('dossier')
    expect(others(content)).toEqual(others(join(folder, 'whole')))
  })

  test('is thrown at all: without a fault the runs are those of the catalog', () => {
    expect(Object.keys(whole).length).toBeGreaterThan(5)
  })
})
