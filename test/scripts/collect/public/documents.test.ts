import { describe, expect, test } from 'vitest'
import { changelogSection, holdsVersion } from '#collect/public/changelog.ts'
import { codeOwners, licenceOf, listedOwners } from '#collect/public/declared.ts'
import { outlineOf } from '#collect/public/outline.ts'
import { dependenciesHeading, supportOf, verifyingHeading } from '#collect/public/support.ts'

const sectionOf = (text: string, version = '1.2.3') =>
  changelogSection('CHANGELOG.md', outlineOf(text), [version, `v${version}`])?.text ?? null

describe('the section of a version', () => {
  test.each([
    [
      'Keep a Changelog',
      '# Changelog\n\n## [1.2.4]\n- b\n\n## [1.2.3] - 2026-01-01\n### Added\n- a\n\n## [1.2.2]\n- c\n',
      '### Added\n- a',
    ],
    ['a link in the heading', '# 1.2.3 (https://x.y/1.2.3)\n\na\n\n# 1.2.2\n', 'a'],
    ['another rank', '## 1.3\n### 1.2.3\na\n### 1.2.2\nb', 'a'],
    ['an underlined title', '1.2.3 (2026)\n============\n\n- a\n\n1.2.2\n=====\n- b', '- a'],
    ['plain lines', '1.2.3 (2026-01-01)\n  * a\n\n1.2.2 (2025)\n  * b\n', '* a'],
    ['a bold line', '**v1.2.3**\n\n- a\n\n**v1.2.2**\n\n- b', '- a'],
    ['the last one', '## 1.2.4\n## v1.2.3\n- a\n', '- a'],
  ])('is found by %s', (_, text, expected) => {
    expect(sectionOf(text)).toBe(expected)
  })

  test.each([
    ['a longer number', '## 1.2.30\n- a'],
    ['a candidate', '## 1.2.3-rc.1\n- a'],
    ['code', '```\n## 1.2.3\n```\n'],
    ['a sentence', '## 2.0\nSince 1.2.3 all is well.'],
  ])('is not %s', (_, text) => {
    expect(sectionOf(text)).toBeNull()
  })

  test('is cut where it is long, and says so', () => {
    const found = changelogSection(
      'C',
      outlineOf(`## 1.2.3\n${'a'.repeat(1500)}\n`.padEnd(2000) + 'b\n'.repeat(9000)),
      ['1.2.3'],
    )
    expect(found).toMatchObject({ isWhole: false })
    expect(found?.text.length).toBe(12_000)
  })

  test('is looked for as a word', () => {
    expect(holdsVersion('release-1.2.3', '1.2.3')).toBe(true)
    expect(holdsVersion('1.2.3.4 and 11.2.3', '1.2.3')).toBe(false)
    expect(holdsVersion('anything', '')).toBe(false)
  })
})

describe('licences', () => {
  test.each([
    ['Apache License\n   Version 2.0, January 2004', 'Apache-2.0'],
    ['GNU GENERAL PUBLIC LICENSE\n Version 3', 'GPL-3.0'],
    ['Redistribution and use in source and binary\nforms … Neither the name', 'BSD-3-Clause'],
    ['SPDX-License-Identifier: 0BSD', '0BSD'],
    ['All rights reserved.', null],
  ])('%j is %s', (text, expected) => {
    expect(licenceOf(text)).toBe(expected)
  })
})

describe('supported versions', () => {
  const of = (text: string, ...numbers: number[]) =>
    supportOf(
      [
        {
          path: 'SECURITY.md',
          outline: outlineOf(`# Security\n\n## Supported Versions\n\n${text}\n\n## Reporting\n9.9.x`),
        },
      ],
      numbers,
    )?.isNamed

  test.each([
    ['| 1.2.x | ✅ |', true],
    ['| 1.x | ✅ |', true],
    ['| >= 1.2 | ✅ |\n| < 1.2 | ❌ |', true],
    ['| 1.1.x | ✅ |', false],
    ['| 2.x | ✅ |', false],
    ['Only the latest one.', null],
  ])('%j names 1.2.3: %s', (text, expected) => {
    expect(of(text, 1, 2, 3)).toBe(expected)
  })

  test('are told by a heading, or not at all', () => {
    expect(supportOf([{ path: 'README.md', outline: outlineOf('# Use\n1.2.3') }], [1, 2, 3])).toBeNull()
    const other = { path: 'README.md', outline: outlineOf('# Supported Rust Versions\n\n1.85') }
    expect(supportOf([other], [1, 53, 1])).toMatchObject({ isNamed: null })
    const own = { path: 'SECURITY.md', outline: outlineOf('# Supported versions\n\n1.53.x') }
    expect(supportOf([other, own], [1, 53, 1])).toMatchObject({ path: 'SECURITY.md', isNamed: true })
  })
})

describe('headings', () => {
  const documents = [
    { path: 'README.md', outline: outlineOf('# A\n## Verifying releases\n## Dependency policy\n') },
  ]

  test('are quoted with their document', () => {
    expect(verifyingHeading(documents)).toEqual({ path: 'README.md', heading: 'Verifying releases' })
    expect(dependenciesHeading(documents)).toEqual({ path: 'README.md', heading: 'Dependency policy' })
  })

  test('about something else are none', () => {
    const others = [{ path: 'README.md', outline: outlineOf('## Verify your setup\n## Dependencies\n') }]
    expect([verifyingHeading(others), dependenciesHeading(others)]).toEqual([null, null])
  })
})

describe('owners', () => {
  test('are those of the last line that covers the folder', () => {
    const text = '# who\n* @all\n/api/ @api x@example.org\n/api/deep/** @deep\n*.md @docs\n'
    expect(codeOwners(text, 'api')).toEqual(['@api', 'x'])
    expect(codeOwners(text, 'api/deep/er')).toEqual(['@deep'])
    expect(codeOwners(text, null)).toEqual(['@all'])
    expect(codeOwners('/api @api\n', 'apix')).toEqual([])
  })

  test('are the approvers of a list', () => {
    expect(listedOwners('reviewers:\n  - zoe\napprovers:\n  - ada\n  - "bob"\nlabels:\n  - x\n')).toEqual([
      'ada',
      'bob',
    ])
  })
})
