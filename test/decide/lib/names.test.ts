import { describe, expect, it } from 'vitest'
import { fitsOne, namesIn } from '#decide/lib/names.ts'

describe('names that patterns look for', () => {
  it.each([
    ['AT-052', 'AT-052'],
    ['AT-052', 'AT-052 the same event twice books once'],
    ['AT-052', 'payments › at-052: replay'],
    ['AT-052', 'test_at_052_replay'],
    ['AT-052', 'TestAT052Replay'],
    ['AT-052', 'TestAT052HTTPReplay'],
    ['AT-052', 'AT‑052 with a hyphen that does not break'],
    ['AT-052', '（ＡＴ-０５２）'],
    ['OpenAPI', 'openapi.yaml is valid'],
    ['openapi', 'The OpenAPI document'],
    ['payout correct', 'TestPayoutCorrectness/payout_correct'],
    ['contracts_validate.sh', 'bash scripts/ci/contracts_validate.sh --strict'],
    ['ledger*', 'LedgerInvariantsTest'],
    ['ledger * balance', 'ledger: rows add up to the balance'],
    ['*invariants', 'ledgerinvariants'],
    ['a*b*c', 'a b c'],
  ])('"%s" is in "%s"', (pattern, name) => {
    expect(namesIn(pattern, name)).toBe(true)
  })

  it.each([
    ['AT-052', 'AT-0521'],
    ['AT-052', 'AT-052b'],
    ['AT-052', 'AT-052B'],
    ['AT-052', 'CAT-052'],
    ['AT-052', 'AT-53'],
    ['AT-052', 'answers at 052 ms'],
    ['AT-052', 'AT/052'],
    ['AT-052', ''],
    ['ledger', 'subledger'],
    ['ledger', 'ledgers'],
    ['backup and restore', 'restore and backup'],
    ['ledger*balance', 'balance of the ledger'],
    ['*', 'anything'],
  ])('"%s" is not in "%s"', (pattern, name) => {
    expect(namesIn(pattern, name)).toBe(false)
  })

  it('lets one of several patterns be enough, and none fit nothing', () => {
    expect(fitsOne(['a', 'b'], 'b c')).toBe(true)
    expect(fitsOne([], 'b c')).toBe(false)
  })

  it('takes no longer for a pattern that is made to be slow', () => {
    const pattern = `${'a*'.repeat(59)}b`
    expect(namesIn(pattern, 'a'.repeat(300))).toBe(false)
  })
})
