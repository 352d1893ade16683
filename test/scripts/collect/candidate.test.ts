import { basename, join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { readCandidate } from '#collect/candidate.ts'
import { type Configuration, readConfiguration } from '#collect/configuration/configuration.ts'
import { listRefs } from '#collect/git/refs.ts'
import { openRepository } from '#collect/git/repository.ts'
import { type CandidateTag, withReleaseReader } from '#collect/release-reader.ts'
import { assignTags } from '#collect/tags/tagged.ts'
import { posture } from '#decide/history/posture.ts'
import type { Evaluation } from '#model/evaluation.ts'
import type { Policy } from '#model/policy.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { writeArtifacts, writeRepository } from '#sample/repository.ts'
import { readSample } from '#sample/story.ts'
import { aClause, aGate, aPolicy } from '../../builders.ts'
import { configurationIn } from '../sample/verdicts.ts'
import { temporaryFolder } from './collecting.ts'
import { dossierText } from './dossiers.ts'
import { buildRepository, git, type Step } from './fast-import.ts'

const folder = temporaryFolder()
const TODAY = '2026-08-15T00:00:00Z'

/** Every release of a repository twice: as it is tagged, and as a candidate for the same tag at the same commit. */
type Pair = { tagged: ReleaseRecord; candidate: ReleaseRecord }

async function readBoth(configuration: Configuration): Promise<Pair[]> {
  const repository = await openRepository(configuration.repository, folder)
  const { tags, notes } = await listRefs(repository.git)
  const opening = { repository, configuration, notes, forge: null }
  const assigned = assignTags(tags, configuration.services, repository.name)
  const read = (refs: typeof tags, candidates: ReadonlyMap<string, CandidateTag>) =>
    withReleaseReader(
      { ...opening, assigned: assignTags(refs, configuration.services, repository.name), candidates },
      (session) =>
        Promise.all(session.tags.map(async (tag) => ({ tag, record: (await session.read(tag)).record }))),
    )
  const collected = await read(tags, new Map())
  const candidates = new Map(
    collected.map(({ tag: { tag, annotation }, record }) => [
      tag,
      {
        annotation: annotation && { ...annotation, signature: null },
        sourcesWith: sourcesFor(configuration.repository, record),
      },
    ]),
  )
  const commits = new Map(collected.map(({ tag, record }) => [tag.id, record.git.commit ?? tag.id]))
  const untagged = await read(
    tags.map((ref) => ({ ...ref, id: commits.get(ref.id) ?? ref.id })),
    candidates,
  )
  const byTag = new Map(untagged.map(({ tag, record }) => [tag.tag, record]))
  expect(byTag.size).toBe(assigned.tagged.length)
  return collected.flatMap(({ tag, record }) => {
    const candidate = byTag.get(tag.tag)
    return candidate ? [{ tagged: record, candidate }] : []
  })
}

/** A dossier that will hang on the tag as a note lies beside the tree until then, where `evaluate` is given it. */
function sourcesFor(repository: string, { dossierSource }: ReleaseRecord): CandidateTag['sourcesWith'] {
  if (dossierSource?.source !== 'note') return (tree) => [tree]
  const on = basename(dossierSource.path)
  const note = git([`--git-dir=${repository}`, 'notes', '--ref=dossier', 'show', on])
  const found = { kind: 'file' as const, bytes: Buffer.from(`${note}\n`), path: 'dossier.json' }
  return (tree) => [tree, { name: 'directory', dossier: async () => found, evidence: async () => null }]
}

/** Both evaluations of one release without what they say of the tag itself: nobody can sign what is not there yet. */
function withoutTag(evaluations: readonly Evaluation[]) {
  const other = ({ code }: { code: string }) => !code.startsWith('tag.')
  const isAboutTag = evaluations.some(({ blockers }) => !blockers.every(other))
  return evaluations.map(({ strip, firstFailure, decision, validUntil, endedBy, ...rest }) => ({
    ...rest,
    blockers: rest.blockers.filter(other),
    findings: rest.findings.filter(other),
    verdict: isAboutTag ? null : { strip, firstFailure, decision, validUntil, endedBy },
  }))
}

/** Expects a candidate to be judged as its tagged release is, at release and today. */
function expectAlike({ tagged, candidate }: Pair, policies: readonly Policy[], policy: string): Evaluation {
  const judge = (record: ReleaseRecord) => posture(record, policies, policy, TODAY)
  const [then, now] = [judge(tagged), judge(candidate)]
  for (const moment of ['atRelease', 'today'] as const) {
    const [expected, found] = withoutTag([then[moment], now[moment]])
    expect(found, `${tagged.git.tag} ${moment}`).toEqual(expected)
  }
  return then.atRelease
}

describe('the sample’s releases as candidates', () => {
  let configuration: Configuration
  let pairs: Pair[]

  beforeAll(async () => {
    const repository = join(folder, 'sample')
    const { artifacts } = await writeRepository(repository, readSample('test/sample'))
    await writeArtifacts(join(folder, 'artifacts'), artifacts)
    configuration = readConfiguration({ config: configurationIn(folder), repository })
    pairs = await readBoth(configuration)
  })

  test('are judged as they are once they are tagged, each of them', () => {
    expect(pairs.length).toBeGreaterThan(60)
    expect(pairs.some(({ tagged }) => tagged.dossierSource?.source === 'note')).toBe(true)
    const policyOf = ({ service }: ReleaseRecord) =>
      configuration.services.find(({ id }) => id === service)?.policy ?? configuration.policy
    for (const pair of pairs) {
      expectAlike(pair, configuration.policies, policyOf(pair.tagged))
      expect(pair.candidate.evidence, pair.tagged.git.tag).toEqual(pair.tagged.evidence)
    }
  })

  test('are found by their dossier and commit alone', async () => {
    const good = pairs.filter(
      ({ tagged: { dossier, dossierSource, git: facts } }) =>
        dossier !== null && dossierSource?.source === 'tree' && facts.tagKind === 'annotated',
    )
    for (const { tagged } of [good[0], good.at(-1)].filter((each) => each !== undefined)) {
      const { git: facts, dossier, dossierSource } = tagged
      if (dossier === null || dossierSource === null) throw new Error('it has a dossier in its tree')
      const place = `--git-dir=${configuration.repository}`
      const bytes = Buffer.from(`${git([place, 'show', `${facts.tag}:${dossierSource.path}`])}\n`)
      const order = {
        configuration,
        root: configuration.repository,
        path: dossierSource.path,
        bytes,
        dossier,
      }
      const own = {
        commit: facts.commit,
        tagger: facts.tagger,
        at: facts.taggedAt,
        sources: [],
        cache: folder,
      }
      expect(await readCandidate({ ...order, ...own })).toEqual(tagged)
      git([place, 'tag', '-d', facts.tag])
      const candidate = await readCandidate({ ...order, ...own })
      expect(candidate?.git).toMatchObject({
        tagObject: null,
        tagger: facts.tagger,
        previous: facts.previous,
      })
      if (candidate) expectAlike({ tagged, candidate }, configuration.policies, configuration.policy)
    }
  })
})

const RELEASES = 200
const day = (n: number) => new Date(Date.parse('2026-01-01T00:00:00Z') + n * 86_400_000).toISOString()

const generated = fc.record({
  claim: fc.constantFrom('own', 'own', 'own', 'before', 'stranger', null),
  unrelated: fc.constantFrom(null, null, 'src/late.ts', 'release/other.txt'),
  approver: fc.constantFrom('Ada Tester', 'ADA TESTER ', 'Bea', null),
  decidedAfter: fc.constantFrom(null, -2, 1, 3),
  testedAfter: fc.constantFrom(-40, 0, 1, 5),
  annotated: fc.boolean(),
})

/** 200 releases of one service, each a commit of its own beside the line of code, in ways that a verdict depends on. */
function generate(): Step[] {
  const code = Array.from({ length: RELEASES }, (_, n) => ({
    commit: `code-${n}`,
    at: day(n),
    subject: `Change ${n}`,
    files: { 'src/a.ts': `${n}` },
  }))
  const draft = buildRepository(join(folder, 'draft'), code)
  const ids = git([`--git-dir=${draft}`, 'rev-list', '--reverse', 'main']).split('\n')
  const releases = fc.sample(generated, { numRuns: RELEASES, seed: 20 }).flatMap((each, n): Step[] => {
    const claims: Record<string, string | undefined> = {
      own: ids[n],
      before: ids[n - 1],
      stranger: 'c'.repeat(40),
    }
    const commit = claims[each.claim ?? ''] ?? null
    const at = (days: number | null) => (days === null ? {} : { decidedAt: day(n + days) })
    const tests = `<testsuite name="s" timestamp="${day(n + each.testedAfter)}"><testcase name="a"/></testsuite>`
    const evidence = [
      {
        name: 'unit',
        kind: 'test',
        producer: 'ci',
        gates: ['unit-tests'],
        path: 'unit.xml',
        ...(commit && { commit }),
      },
    ]
    const acts =
      each.approver === null
        ? []
        : [
            {
              role: 'owner',
              approver: each.approver,
              decision: 'approved',
              at: day(n + 1),
              binds: { dossierSha256: 'd'.repeat(64) },
            },
          ]
    const dossier = dossierText(`1.${n}.0`, { evidence, approvals: acts, ...at(each.decidedAfter) })
    const files = {
      'release/dossier.json': dossier,
      'release/unit.xml': tests,
      ...(each.unrelated && { [each.unrelated]: 'late' }),
    }
    return [
      {
        commit: `release-${n}`,
        parents: [`code-${n}`],
        at: day(n + 1),
        subject: `Release ${n} (#${n + 1})`,
        files,
      },
      { tag: `v1.${n}.0`, of: `release-${n}`, ...(each.annotated && { message: 'Release', at: day(n + 2) }) },
    ]
  })
  return [...code, ...releases]
}

test('200 generated releases are judged as candidates as they are once they are tagged', async () => {
  const repository = buildRepository(join(folder, 'product'), generate())
  const pairs = await readBoth(readConfiguration({ repository }))
  const policy = aPolicy([aGate({ accepts: [aClause({ maxAgeDays: 30 })] })], {
    approvers: [{ role: 'owner', title: 'Owner', quorum: 1 }],
  })
  const verdicts = pairs.map((pair) =>
    expectAlike(pair, [policy], policy.id)
      .blockers.map(({ code }) => code)
      .join(' '),
  )
  expect(verdicts).toHaveLength(RELEASES)
  expect(new Set(verdicts).size).toBeGreaterThan(5)
})
