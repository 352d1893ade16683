import { describe, expect, test } from 'vitest'
import { globMatcher } from '#decide/lib/globs.ts'
import { versionStep } from '#decide/lib/order.ts'
import { evaluate } from '#decide/verdict/evaluate.ts'
import type { ReleaseType } from '#model/primitives.ts'
import type { GitFacts } from '#model/release.ts'
import { AT, aDossier, anItem, aPolicy, aRecord, gitFacts } from '../../builders.ts'
import { projectPolicy } from '../../passing-record.ts'

describe('a step', () => {
  test.each([
    ['1.2.3', '1.2.4', 'patch'],
    ['1.2.3', '1.3.0', 'minor'],
    ['1.2.3', '2.0.0', 'major'],
    ['1.2.3', '1.3.0-rc.1', 'minor'],
    ['1.2.3', '2.0.0-alpha', 'major'],
    ['1.2.3', '1.2.3+build.2', 'patch'],
    ['0.1.0', '0.1.1', 'patch'],
    ['0.1.0', '0.2.0', 'minor'],
    ['0.9.0', '1.0.0', 'major'],
    [null, '1.0.0', 'major'],
    [null, '0.1.0', 'minor'],
    [null, '0.0.1', 'patch'],
    [null, '2.4.0', 'minor'],
    ['1.2', '1.3.0', 'minor'],
    ['26.1.2', '26.2', 'minor'],
    ['1.4', '2.0rc1', 'major'],
    ['1.0', '1!1.0', 'major'],
    ['4.0.13.1', '4.0.13.2', 'patch'],
    ['nightly', '1.0.0', null],
    ['1.2.3', 'winter', null],
  ])('from %s to %s is %s', (from, to, step) => {
    expect(versionStep(from, to)).toBe(step)
  })
})

describe('a release', () => {
  test.each<[string, string, ReleaseType]>([
    ['a minor step', '1.4.0', 'minor'],
    ['a minor step', '1.4.0', 'major'],
    ['a patch', '1.3.6', 'runtime-patch'],
    ['a patch', '1.3.6', 'minor'],
  ])('of %s, %s, may be declared %s', (_, version, type) => {
    expect(judge(version, type)).toMatchObject({ decision: 'go', findings: [] })
  })

  test.each<[string, ReleaseType, string]>([
    ['1.4.0', 'docs-patch', 'minor'],
    ['1.4.0', 'runtime-patch', 'minor'],
    ['1.4.0-rc.1', 'runtime-patch', 'minor'],
    ['2.0.0', 'minor', 'major'],
    ['2.0.0', 'docs-patch', 'major'],
  ])('%s after 1.3.5 declared %s is too weak, it needs %s', (version, type, asked) => {
    const { decision, blockers, firstFailure } = judge(version, type)
    expect([decision, firstFailure]).toEqual(['no-go', 'artifacts'])
    expect(blockers).toMatchObject([{ code: 'type.too_weak', args: { asked, declared: type } }])
  })

  test.each([{ version: 'winter' }, { git: gitFacts({ previousStable: 'winter' }) }])(
    'that cannot be compared says so',
    (parts) => {
      const { decision, findings } = judge('1.4.0', 'minor', parts)
      expect(decision).toBe('go')
      expect(findings.map(({ code }) => code)).toEqual(['type.not_comparable'])
    },
  )
})

describe('a version far beyond the stable one before it', () => {
  test.each([
    ['999999.0.0', ['type.leap']],
    ['1.20260601.0', ['type.leap']],
    ['1.3.1006', ['type.leap']],
    ['1.3.1005', []],
    ['1001.0.0', []],
  ])('%s after 1.3.5 gives %j', (version, expected) => {
    expect(judge(version, 'major').findings.map(({ code }) => code)).toEqual(expected)
  })

  test('is no leap where none is before it, or one that is no version', () => {
    for (const previousStable of [null, 'winter'])
      expect(
        judge('2026.1.0', 'major', { git: gitFacts({ previousStable }) }).findings.map(({ code }) => code),
      ).not.toContain('type.leap')
  })
})

describe('a docs-patch', () => {
  const { documentationPaths = [] } = projectPolicy('default-2026.3')
  const change = (changedPaths: GitFacts['changedPaths'], unknown: GitFacts['unknown'] = []) => {
    const git = gitFacts({ previousStable: '1.3.5', changedPaths, unknown })
    return judge('1.3.6', 'docs-patch', { git }, { documentationPaths })
  }

  test('may change documentation', () => {
    const paths = ['README.md', 'LICENSE', 'docs/a/b.svg', 'Docs/INTRO.TXT', 'services/x/notes.rst']
    expect(change({ paths, complete: true }).decision).toBe('go')
  })

  test.each(['main.go', 'docs/conf.py', 'web/logo.svg', 'docs/a.md.js', 'package.json', 'LICENSE/evil.sh'])(
    'may not change %s',
    (path) => {
      expect(change({ paths: ['README.md', path], complete: true }).blockers).toMatchObject([
        { code: 'type.not_documentation', args: { path, total: 1 } },
      ])
    },
  )

  test('blocks while not all that it changes is known, unless it has no tag yet', () => {
    for (const changed of [null, { paths: ['README.md'], complete: false }])
      expect(change(changed).blockers.map(({ code }) => code)).toEqual(['type.files_unknown'])
    expect(change(null, [{ code: 'git.no_tag', args: {}, path: [] }]).decision).toBe('go')
  })

  test('is held to nothing by a policy that names no files', () => {
    const git = gitFacts({ previousStable: '1.3.5' })
    expect(judge('1.3.6', 'docs-patch', { git }).decision).toBe('go')
  })
})

test('a glob takes its signs for what they are', () => {
  expect(globMatcher(['a+(b).{md,x*}'])('a+(b).md')).toBe(true)
  expect(globMatcher(['a?.md', '[a].md'])('ab.md')).toBe(false)
})

type Parts = { semantic?: boolean; git?: GitFacts }

function judge(version: string, releaseType: ReleaseType, parts: Parts = {}, policy: object = {}) {
  const git = gitFacts({ previous: '1.3.5', previousStable: '1.3.5' })
  const dossier = aDossier({ version, releaseType })
  const evidence = [anItem({ gates: ['unit-tests'] })]
  return evaluate(aRecord({ version, dossier, evidence, git, ...parts }), aPolicy(undefined, policy), AT)
}
