import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { openTrust } from '#collect/configuration/trust.ts'
import { auditEvidence } from '#commands/verify/evidence.ts'
import { openPlace } from '#commands/verify/published-place.ts'
import { CatalogFacts } from '#model/catalog.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import { collectAttested } from '../../collect/attested-release.ts'
import { readRecord, temporaryFolder } from '../../collect/collecting.ts'

const folder = temporaryFolder()

beforeAll(() => collectAttested(folder))

describe('published attestations', () => {
  const content = join(folder, 'content')
  const facts = () => CatalogFacts.parse(JSON.parse(readFileSync(join(content, 'catalog.json'), 'utf8')))
  const edited = (change: (items: Map<string, EvidenceItem>) => void) => {
    const record = structuredClone(readRecord(content, 'product', '1.0.0'))
    change(new Map(record.evidence.map((item) => [item.name, item])))
    return record
  }
  const audited = async (record = edited(() => {}), trust = openTrust(facts().trust)) => {
    const proved = new Map([['product@1.0.0', { record, digest: '' }]])
    const { steps, signaturesUnchecked } = await auditEvidence(openPlace(content), proved, trust)
    const faults = steps.flatMap((step) =>
      step.faults.map(({ code, args }) => `${code} ${args['item']} ${args['at']}`),
    )
    return { faults, checked: steps.at(-1)?.checked, signaturesUnchecked }
  }

  test('are checked again with the trust that the catalog publishes', async () => {
    expect(await audited()).toEqual({ faults: [], checked: 10, signaturesUnchecked: 0 })
  })

  test.each([
    ['that fail', 'forged', 'outcome', 'verified'],
    ['of a stranger', 'stranger', 'expected', 'workflow'],
    ['that nobody signed', 'claim', 'signer', { identity: 'build', issuer: null }],
  ] as const)('%s contradict a record that says otherwise', async (_, name, member, value) => {
    const record = edited((all) => Object.assign(all.get(name)?.attestations[0] ?? {}, { [member]: value }))
    const { faults } = await audited(record)
    expect(faults).toEqual([
      expect.stringContaining(`ledger.signature_differs ${name} attestations[0].${member}`),
    ])
  })

  test('contradict a record in which something vouches for an artifact that nothing names', async () => {
    const record = edited((all) => {
      const vouched = {
        source: 'attestation' as const,
        name: 'provenance',
        outcome: 'verified' as const,
        reasons: [],
      }
      all.get('alone')?.verification.push(vouched)
    })
    expect((await audited(record)).faults).toEqual(['ledger.signature_differs alone verification[0]'])
  })

  test('contradict a claim that is to have passed without a signature', async () => {
    const record = edited((all) => Object.assign(all.get('claim') ?? {}, { status: 'passed', reasons: [] }))
    expect((await audited(record)).faults).toEqual(['ledger.reading_differs claim status'])
  })

  test('say something else to a reader who trusts nobody of the catalog', async () => {
    const { faults } = await audited(undefined, openTrust(undefined))
    expect(faults).toContain('ledger.signature_differs tests attestations[0].compared[0]')
  })
})
