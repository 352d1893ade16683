import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { posture } from '#decide/history/posture.ts'
import { CatalogFacts } from '#model/catalog.ts'
import type { Posture } from '#model/evaluation.ts'
import { ReleaseRecord, releaseId } from '#model/release.ts'
import { writeArtifacts, writeRepository } from '#sample/repository.ts'
import { readSample } from '#sample/story.ts'
import { projectPolicy } from '../../passing-record.ts'
import { completed } from '../commands/dossier/completed.ts'

export type Judged = { record: ReleaseRecord; posture: Posture }

/** Builds the sample below `folder`, collects it with the real command and judges every release, by `service@version`. */
export async function judgeSample(folder: string): Promise<Map<string, Judged>> {
  const repository = join(folder, 'repository')
  const content = join(folder, 'content')
  const { artifacts } = await writeRepository(repository, readSample('test/sample'))
  await writeArtifacts(join(folder, 'artifacts'), artifacts)
  const config = ['--config', configurationIn(folder), '--repository', repository]
  const args = [
    'scripts/catalog.ts',
    'collect',
    ...config,
    '--content',
    content,
    '--at',
    '2026-08-15T00:00:00Z',
  ]
  execFileSync(process.execPath, args, { stdio: 'pipe' })

  const facts = CatalogFacts.parse(JSON.parse(readFileSync(join(content, 'catalog.json'), 'utf8')))
  const policyOf = new Map(facts.services.map((each) => [each.id, each.policy ?? facts.policy]))
  const judged = recordFiles(join(content, 'releases')).map((file) => {
    const record = ReleaseRecord.parse(JSON.parse(readFileSync(file, 'utf8')))
    const policy = policyOf.get(record.service) ?? facts.policy
    return [
      releaseId(record),
      { record, posture: posture(record, facts.policies, policy, facts.at) },
    ] as const
  })
  return new Map(judged)
}

/** The sample's configuration, with what its CI kept in `folder` too: other tests build theirs at the usual place. */
export function configurationIn(folder: string): string {
  const authored = join(folder, 'authored')
  mkdirSync(authored)
  for (const name of ['services', 'policies', 'trust', 'people.yaml'])
    symlinkSync(resolve('test/sample', name), join(authored, name))
  const file = join(authored, 'catalog.yaml')
  const text = readFileSync('test/sample/catalog.yaml', 'utf8')
  writeFileSync(file, text.replace('../../.cache/sample/artifacts', join(folder, 'artifacts')))
  return file
}

function recordFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .flatMap(({ name }) => readdirSync(join(folder, name)).map((file) => join(folder, name, file)))
    .filter((file) => file.endsWith('.json'))
    .toSorted()
}

/** All releases and what stands in their way, in lines that are easy to compare. */
export function verdictTable(judged: ReadonlyMap<string, Judged>): string {
  return [...judged]
    .map(
      ([
        id,
        {
          record,
          posture: { atRelease, today, standing, findings },
        },
      ]) => {
        const codes = (list: readonly { code: string }[]) =>
          [...new Set(list.map(({ code }) => code))].toSorted()
        return [
          `${id} ${record.state}`,
          `  at release ${atRelease.decision} ${atRelease.strip} ${codes(atRelease.blockers).join(' ')}`,
          `  today ${standing} ${today.strip} ${codes(today.blockers).join(' ')}`,
          `  noticed ${codes([...findings, ...atRelease.findings, ...record.quarantine]).join(' ')}`,
        ]
          .map((line) => line.trimEnd())
          .join('\n')
      },
    )
    .join('\n')
    .concat('\n')
}

/** Drafts every dossier of the sample anew from its files, and tests what is left to a person. */
export function describeDrafts(judged: ReadonlyMap<string, Judged>): void {
  const went = [...judged.values()].filter(({ posture }) => posture.atRelease.decision === 'go')
  const drafted = went.map(({ record, posture: { atRelease } }) => {
    const before = judged.get(`${record.service}@${record.git.previousStable}`)?.record.dossier ?? null
    const policy = projectPolicy(`${atRelease.policy.id}-${atRelease.policy.version}`)
    const { lines, evaluation } = completed(record, before, policy, atRelease.at)
    const { decision } = evaluation
    return { release: releaseId(record), type: record.dossier?.releaseType, lines: lines.length, decision }
  })
  const most = (type: string) =>
    Math.max(...drafted.filter((each) => each.type === type).map(({ lines }) => lines))

  describe('a dossier that is drafted from the files of its release', () => {
    test('is GO wherever the one that people wrote is', () => {
      expect(drafted.length).toBeGreaterThan(30)
      expect(drafted.filter(({ decision }) => decision !== 'go')).toEqual([])
    })

    test('leaves at most 25 lines of a docs-patch to a person, and 60 of a minor release', () => {
      for (const [type, limit] of [
        ['docs-patch', 25],
        ['minor', 60],
      ] as const) {
        expect(most(type)).toBeGreaterThan(0)
        expect(most(type)).toBeLessThanOrEqual(limit)
      }
    })
  })
}
