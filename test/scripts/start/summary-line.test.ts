import { describe, expect, test } from 'vitest'
import { phrase } from '#start/summary-line.ts'

const go = { service: 'ledger', state: 'dossier', atRelease: 'go' } as const
const noGo = { ...go, atRelease: 'no-go' } as const
const bare = { service: 'web', state: 'no-dossier', atRelease: 'not-assessed' } as const
const quarantined = { ...bare, state: 'quarantined' } as const

describe('the last line of npm start', () => {
  test('counts releases, services, GO and quarantined', () => {
    expect(phrase([go, go, noGo, bare, quarantined])).toBe(
      '5 releases of 2 services, 2 GO at release, 1 without dossier, 1 quarantined',
    )
  })

  test('leaves out zeros and knows the singular', () => {
    expect(phrase([noGo])).toBe('1 release of 1 service')
  })

  test('never counts a release without a dossier as GO', () => {
    expect(phrase([{ ...bare, atRelease: 'go' }])).toBe('1 release of 1 service, 1 without dossier')
  })
})
