import { describe, expect, test } from 'vitest'
import { trustDossier } from '#collect/dossier/validate.ts'
import { Service } from '#model/service.ts'
import { dossierText } from '../dossiers.ts'

const tag = {
  id: 'a'.repeat(40),
  tag: 'v1.0.0',
  service: Service.parse({ id: 'product', name: 'Product', kind: 'deployable' }),
  version: '1.0.0',
  semantic: true,
  prerelease: false,
  findings: [],
}

function findingsOf(parts: Record<string, unknown>) {
  const trusted = trustDossier(Buffer.from(dossierText('1.0.0', parts)), tag)
  return 'findings' in trusted ? trusted.findings : []
}

describe('a line of a dossier', () => {
  test.each([
    ['purpose', { purpose: 'Pays \u202eon' }, ['purpose'], 'Pays \\u{202e}on'],
    ['an owner', { owners: [{ role: 'x', name: 'Ad\u200ba' }] }, ['owners', 0, 'name'], 'Ad\\u{200b}a'],
    ['a path', { evidence: [evidence('a\u2066.xml')] }, ['evidence', 0, 'path'], 'a\\u{2066}.xml'],
  ])('with characters that do not show is refused: %s', (_, parts, path, shown) => {
    expect(findingsOf(parts)).toEqual([{ code: 'dossier.hidden_characters', args: { shown }, path }])
  })

  test('may be in any script, and hold pictures', () => {
    expect(findingsOf({ purpose: 'שלום 👩\u200d💻 ✔\ufe0f', evidence: [evidence('größe.xml')] })).toEqual([])
  })

  test('is none in prose', () => {
    const notes = { text: 'من\u200cها', status: 'complete' }
    expect(findingsOf({ summary: 'a\u200fb', releaseNotes: notes, compatibilityNotes: notes })).toEqual([])
  })
})

function evidence(path: string) {
  return { name: 'tests', kind: 'test', path, producer: 'ci', gates: [] }
}
