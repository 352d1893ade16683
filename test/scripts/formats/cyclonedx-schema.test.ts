import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readEvidence } from '#formats/read-evidence.ts'
import { cyclonedxValidators } from './cyclonedx-schema.ts'

const VALID = cyclonedxValidators()
const FIXTURES = join(import.meta.dirname, 'fixtures/cyclonedx')

test('the fixtures of CycloneDX that pass are valid by its published schemas', () => {
  const passing = readdirSync(FIXTURES)
    // Those in XML have a schema of another kind.
    .filter((name) => existsSync(join(FIXTURES, name, 'input.json')))
    .map((name) => ({ name, bytes: readFileSync(join(FIXTURES, name, 'input.json')) }))
    .filter(({ bytes }) => readEvidence(bytes, null).status === 'passed')
  expect(passing.length).toBeGreaterThan(3)
  for (const { name, bytes } of passing) {
    const document = JSON.parse(bytes.toString('utf8'))
    expect(VALID.get(document.specVersion)?.(document), name).toBe(true)
  }
})

/** A sound inventory, one of its parts changed. */
function anInventory(component: object, document: object = {}): Record<string, unknown> {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      timestamp: '2026-06-01T12:00:00Z',
      component: { type: 'application', name: 'ledger', version: '1.4.0', purl: 'pkg:npm/ledger@1.4.0' },
    },
    components: [{ type: 'library', name: 'zod', version: '4.0.0', ...component }],
    ...document,
  }
}

const TEXT = { content: 'aGk=', encoding: 'base64' }

/** A part as it may be, and as it must not be. */
const PARTS: [string, object, object][] = [
  ['a scope', { scope: 'optional' }, { scope: 'maybe' }],
  ['a type', { type: 'framework' }, { type: 'thing' }],
  ['an unknown member', { group: 'a' }, { grupo: 'a' }],
  ['a member that is no text', { description: 'a' }, { description: 7 }],
  ['null for nothing', {}, { supplier: null }],
  [
    'a license by its id',
    { licenses: [{ license: { id: 'MIT' } }] },
    { licenses: [{ license: { id: 'MTI' } }] },
  ],
  ['a license by its name', { licenses: [{ license: { name: 'Ours' } }] }, { licenses: [{ license: {} }] }],
  [
    'one name of a license',
    { licenses: [{ license: { name: 'MIT' } }] },
    { licenses: [{ license: { id: 'MIT', name: 'MIT' } }] },
  ],
  [
    'a license or an expression',
    { licenses: [{ expression: 'MIT OR ISC' }] },
    { licenses: [{ expression: 'MIT', license: { id: 'MIT' } }] },
  ],
  [
    'the text of a license',
    { licenses: [{ license: { id: 'MIT', text: TEXT } }] },
    { licenses: [{ license: { id: 'MIT', text: { ...TEXT, encoding: 'base85' } } }] },
  ],
  ['a SWID', { swid: { tagId: 'a', name: 'b' } }, { swid: { name: 'b' } }],
  [
    'a patch',
    { pedigree: { patches: [{ type: 'backport', diff: { url: 'a' } }] } },
    { pedigree: { patches: [{ type: 'hotfix' }] } },
  ],
  [
    'an ancestor',
    { pedigree: { ancestors: [{ type: 'library', name: 'a' }] } },
    { pedigree: { ancestors: [{ type: 'library' }] } },
  ],
  [
    'a reference elsewhere',
    { externalReferences: [{ type: 'vcs', url: 'https://example.org/a' }] },
    { externalReferences: [{ type: 'svn', url: 'https://example.org/a' }] },
  ],
  [
    'who supplies it',
    { supplier: { name: 'A', url: ['https://a.example'] } },
    { supplier: { name: 'A', phone: '1' } },
  ],
  [
    'a component in it',
    { components: [{ type: 'file', name: 'a' }] },
    { components: [{ type: 'files', name: 'a' }] },
  ],
]

const WHOLES: [string, object, object][] = [
  [
    'the data of a service',
    { services: [{ name: 'a', data: [{ flow: 'inbound', classification: 'b' }] }] },
    { services: [{ name: 'a', data: [{ flow: 'up', classification: 'b' }] }] },
  ],
  ['the name of a service', { services: [{ name: 'a' }] }, { services: [{ version: '1' }] }],
  [
    'a serial number',
    { serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79' },
    { serialNumber: '3e671687-395b-41f5-a30f-a58921a69b79' },
  ],
  ['the version of the document', { version: 2 }, { version: 0 }],
  ['an unknown member', { properties: [] }, { propertys: [] }],
  ['who it depends on', { dependencies: [] }, { dependencies: [{ ref: 'a', dependsOn: [], needs: [] }] }],
]

describe.each([
  ...PARTS.map(([what, good, bad]) => [what, anInventory(good), anInventory(bad)] as const),
  ...WHOLES.map(
    ([what, good, bad]) => [`${what} (document)`, anInventory({}, good), anInventory({}, bad)] as const,
  ),
])('an inventory with %s', (_, good, bad) => {
  const read = (document: object) => readEvidence(Buffer.from(JSON.stringify(document)), null)

  test('passes as the published schema accepts it', () => {
    expect(VALID.get('1.6')?.(good)).toBe(true)
    expect(read(good)).toMatchObject({ status: 'passed', reasons: [] })
  })

  test('is no proof as the published schema refuses it', () => {
    expect(VALID.get('1.6')?.(bad)).toBe(false)
    const { status, reasons } = read(bad)
    expect(status).not.toBe('passed')
    expect(reasons).not.toEqual([])
  })
})
