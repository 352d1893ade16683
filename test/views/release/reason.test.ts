import { describe, expect, test } from 'vitest'
import { posture } from '#decide/history/posture.ts'
import type { Policy } from '#model/policy.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { type Reason, type ReasonInput, reasonOf } from '#views/release/reason.ts'
import { judgedToday } from '#views/turning.ts'
import { AT, aClause, aDossier, aGate, anItem, aPolicy, aRecord } from '../../builders.ts'

const aging = aPolicy([aGate({ accepts: [aClause({ maxAgeDays: 30 })] })])
const green = aRecord({ evidence: [anItem({ gates: ['unit-tests'] })] })
const LATER = '2026-08-01T00:00:00Z'
const signed = aPolicy([aGate()], { approvers: [{ role: 'owner', title: 'Platform owner', quorum: 1 }] })
const INSTEAD = { service: 'ledger', version: '1.5.0', until: '2026-10-15T00:00:00Z' }

function reason(
  record: ReleaseRecord,
  policy: Policy,
  parts: Partial<ReasonInput> & { at?: string } = {},
): Reason {
  const { at = AT, ...rest } = parts
  const judged = posture(record, [policy], policy.id, at)
  return reasonOf({
    serviceName: 'Ledger',
    today: judgedToday(record, judged),
    posture: judged,
    released: AT,
    prerelease: false,
    alarms: [],
    runsIn: [],
    ending: judged.ends && { before: '“unit” is too old', after: '“unit” is too old' },
    quarantine: null,
    hasNewer: false,
    instead: null,
    ...rest,
  })
}

const said = ({ lead, why }: Reason) => `${lead.text} ${why.text}`
const risk = { id: 'r', title: 'x', severity: 'SEV-2' as const, status: 'open' as const }
const failed = anItem({ gates: ['unit-tests'], status: 'failed' })
const tampered = anItem({ gates: ['unit-tests'], status: 'tampered' })

/** Every verdict by what brings it about. */
const CASES: [
  name: string,
  record: ReleaseRecord,
  policy: Policy,
  parts: Partial<ReasonInput> & { at?: string },
  text: string | RegExp,
][] = [
  [
    'a GO that ends',
    green,
    aging,
    { runsIn: ['Staging', 'Production'] },
    'You can run it until 1 Jul 2026. It runs in Staging and Production. Then “unit” is too old.',
  ],
  [
    'a GO that nothing ends',
    green,
    aPolicy(),
    {},
    'You can run it. It runs nowhere yet. Nothing in it expires.',
  ],
  [
    'a GO of a pre-release',
    green,
    aging,
    { prerelease: true },
    /^You can try it until 1 Jul 2026\. It is a pre-release\./,
  ],
  [
    'a GO whose tag was moved',
    green,
    aging,
    { alarms: ['moved'] },
    /^Check which code you have before you run it\. Its tag was moved/,
  ],
  [
    'a failed gate',
    aRecord({ evidence: [failed] }),
    aPolicy(),
    {},
    /^Do not run\. “.+” failed\. There is no newer GO release of Ledger\.$/,
  ],
  ['a gate without evidence', aRecord(), aPolicy(), {}, /^Do not run\. “.+” is not shown\./],
  [
    'an open risk',
    { ...green, dossier: aDossier({ risks: [risk] }) },
    aPolicy(),
    {},
    'Do not run. A SEV-1 or SEV-2 risk is open. There is no newer GO release of Ledger.',
  ],
  [
    'a failed gate and an open risk',
    aRecord({ evidence: [failed], dossier: aDossier({ risks: [risk] }) }),
    aPolicy(),
    {},
    /^Do not run\. “.+” failed and a SEV-1 or SEV-2 risk is open\./,
  ],
  ['a missing approval', green, signed, {}, /^Do not run\. The approval by Platform owner is missing\./],
  [
    'changed bytes',
    aRecord({ evidence: [tampered] }),
    aPolicy(),
    { alarms: ['tampered'] },
    /^Do not run\. Bytes of its evidence are not what was declared\. /,
  ],
  [
    'a GO that ran out',
    green,
    aging,
    { at: LATER },
    /^It was GO when it was released; one check has run out since\. Nothing failed: “.+” counts for a set time, which is over\. New evidence in a new release makes it GO again\. There is no newer GO release of Ledger\.$/,
  ],
  [
    'a tag without a dossier',
    aRecord({ state: 'no-dossier', dossier: null }),
    aPolicy(),
    {},
    /^Nobody has shown that it is ready\. It is a tag of .+ without a dossier, so nothing was judged\./,
  ],
  [
    'a quarantined dossier',
    aRecord({ state: 'quarantined', dossier: null }),
    aPolicy(),
    { quarantine: 'The file ends too early.' },
    /^It cannot be judged\. The file ends too early\./,
  ],
]

describe('the reason of a release', () => {
  test.each(CASES)('says of %s what to do and why', (_, record, policy, parts, text) => {
    const whole = said(reason(record, policy, parts))
    if (typeof text === 'string') expect(whole).toBe(text)
    else expect(whole).toMatch(text)
  })

  test('names what to run instead, and until when, except beside a GO that stays', () => {
    const { instead, why } = reason(aRecord(), aPolicy(), { instead: INSTEAD })
    expect(instead).toMatchObject({
      version: '1.5.0',
      from: null,
      until: {
        text: ', which is GO until 15 Oct 2026',
        turns: [[INSTEAD.until, ', which was GO until 15 Oct 2026']],
      },
    })
    expect(why.text).not.toContain('There is no')
    expect(reason(green, aPolicy(), { instead: INSTEAD }).instead).toBeNull()
  })

  test('turns with the verdict when the moment has come, and names the other release from then on', () => {
    const { lead, why, instead } = reason(green, aging, { instead: INSTEAD })
    const [end] = lead.turns
    expect(end).toEqual([
      '2026-07-01T12:00:00Z',
      'It was GO when it was released; one check has run out since.',
    ])
    expect(why.turns[0]?.[1]).toBe(
      'Nothing failed: “unit” is too old. New evidence in a new release makes it GO again.',
    )
    expect(instead?.from).toBe(end?.[0])
  })

  test('tells alike causes as one, two in full, and how many more there are', () => {
    const policy = aPolicy(['a', 'b', 'c'].map((id) => aGate({ id, title: id })))
    expect(said(reason(aRecord(), policy))).toMatch(/^Do not run\. 3 checks are not shown\./)
    const all = aRecord({
      evidence: [
        anItem({ name: 'one', gates: ['a'], status: 'failed' }),
        anItem({ name: 'two', gates: ['b'], status: 'unknown' }),
      ],
      dossier: aDossier({ risks: [risk] }),
    })
    expect(said(reason(all, policy))).toMatch(
      /^Do not run\. “a” failed, a SEV-1 or SEV-2 risk is open and 2 more things stand in the way\./,
    )
  })

  test('takes the sentence of a blocker in without its capital', () => {
    const policy = aPolicy([aGate({ title: 'a' })])
    const requirements = policy.requirements.map((each) => ({ ...each, profiles: ['vendor_live' as const] }))
    const record = aRecord({
      evidence: [failed],
      dossier: aDossier({ profile: 'local_live' }),
    })
    expect(said(reason(record, { ...policy, requirements }))).toMatch(
      /“a” failed and a [a-z -]+ needs profile/,
    )
  })

  test('does not send whoever has other code than the tag to run it', () => {
    expect(reason(green, aPolicy(), { alarms: ['tampered'] }).lead.text).toBe('Do not run.')
  })
})
