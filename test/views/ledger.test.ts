import { describe, expect, test } from 'vitest'
import { makeLinks } from '#messages/links.ts'
import { Service } from '#model/service.ts'
import { ledgerPage, releaseLedger, withdrawnPage } from '#views/ledger.ts'
import { DIGEST, OTHER_COMMIT, OTHER_DIGEST } from '../builders.ts'
import { aLedger, aNewerVerdict, aPublication, aVerdict } from '../ledgers.ts'

const links = makeLinks('/catalog/')
const none = () => null
const before = aPublication()
const moved = aPublication({ commit: OTHER_COMMIT, dossierSha256: OTHER_DIGEST })
const other = aPublication({ version: '2.0.0', released: '2026-05-09T00:00:00Z' })

describe('the page of the ledger', () => {
  test('says how long it is and lists the newest first', () => {
    const page = ledgerPage(aLedger([before, other], [other]), links, none)
    expect(page.lead).toBe('3 entries about 2 releases since 2 Jun 2026, 1 of them withdrawn.')
    expect(page.newest.map(({ index, text }) => `${index} ${text}`)).toEqual([
      '2 Withdrawn: the tag ledger/v1.0.0 no longer exists.',
      '1 Published.',
      '0 Published.',
    ])
    expect(page.changed.map(({ id }) => id)).toEqual(['ledger@1.0.0'])
    expect(page.heading).toBe('1 release was changed after it was published.')
    expect(ledgerPage(aLedger([before]), links, none).heading).toBe(
      'Every release is as it was first published.',
    )
  })

  test('shows a hundred entries, twenty of them in sight, and counts the others', () => {
    const many = Array.from({ length: 103 }, (_, n) => aPublication({ version: `${n}.0.0` }))
    const page = ledgerPage(aLedger(many), links, none)
    expect([page.newest.length, page.folded.length, page.moreEntries, page.entries]).toEqual([20, 80, 3, 103])
  })

  test('of a catalog without releases says so', () => {
    expect(ledgerPage([], links, none)).toMatchObject({
      heading: 'Nothing has been published yet',
      newest: [],
      head: null,
    })
  })
})

describe('what the ledger holds about a release', () => {
  test('raises no alarm about one that is as it was published', () => {
    expect(releaseLedger(aLedger([before]), none)).toMatchObject({
      alarm: null,
      first: 'entry 0, 2 Jun 2026',
      rows: [{ text: 'Published.' }],
    })
  })

  test('raises an alarm about a moved tag and names both commits', () => {
    expect(releaseLedger(aLedger([before], [moved]), none).alarm).toBe(
      'Superseded: the tag was moved and the dossier was edited from aaaaaaa to bbbbbbb. This was recorded on 3 Jun 2026, after the release had been published.',
    )
  })

  test('gives notice of a verdict that was judged anew, with both and the reason', () => {
    const judged = aPublication({ atRelease: aVerdict(), today: aVerdict() })
    const page = releaseLedger(aLedger([judged], [{ ...judged, today: aNewerVerdict() }]), none)
    expect(page.alarm).toBeNull()
    expect(page.rejudged).toMatchObject({
      text: 'Judged anew: from NO-GO (small 1) to GO (small 2) today, by another version of its policy. Its verdict at release is as it was.',
      day: '3 Jun 2026',
    })
    const go = aVerdict({ decision: 'go' })
    const byProgram = releaseLedger(aLedger([judged], [{ ...judged, atRelease: go, today: go }]), none)
    expect(byProgram.rejudged?.text).toBe(
      'Judged anew: from NO-GO (small 1) to GO (small 1) at release, because the program judges by newer rules.',
    )
    expect(releaseLedger(aLedger([judged]), none).rejudged).toBeNull()
  })

  test('leads to the record that was published then, where it is kept and is not the one of today', () => {
    const anew = [aPublication({ recordSha256: OTHER_DIGEST })]
    const records = (...days: (typeof anew)[]) =>
      releaseLedger(aLedger([before], ...days), links.apiSuperseded).rows.map(({ record }) => record)
    const [first, second] = [DIGEST, OTHER_DIGEST].map((digest) => `/catalog/api/v1/records/${digest}.json`)
    expect(records()).toEqual([null])
    expect(records(anew)).toEqual([first, null])
    expect(records(anew, [])).toEqual([first, second, second])
    expect(releaseLedger(aLedger([before], anew), none).rows[0]?.record).toBeNull()
  })

  test('raises no alarm about a record that was only read again', () => {
    const anew = releaseLedger(aLedger([before], [aPublication({ recordSha256: OTHER_DIGEST })]), none)
    expect(anew.alarm).toBeNull()
    expect(anew.rows.at(-1)?.text).toBe('Superseded: the same tag and dossier were read again.')
  })
})

test('a withdrawn release keeps a page with what was known', () => {
  const lines = aLedger([before, other], [other]).filter(({ entry }) => entry.version === '1.0.0')
  const services = new Map([
    ['ledger', Service.parse({ id: 'ledger', name: 'The ledger', kind: 'deployable' })],
  ])
  const instead = { service: 'ledger', version: '2.0.0', until: '2026-09-01T00:00:00Z' }
  expect(withdrawnPage(lines, services, links, none, instead)).toMatchObject({
    title: 'Withdrawn · The ledger 1.0.0',
    service: { href: '/catalog/services/ledger/' },
    since: { text: '3 Jun 2026' },
    instead: {
      href: '/catalog/releases/ledger/2.0.0/',
      until: {
        text: ', which is GO until 1 Sep 2026',
        turns: [['2026-09-01T00:00:00Z', ', which was GO until 1 Sep 2026']],
      },
    },
    rows: [{ text: 'Published.' }, { text: 'Withdrawn: the tag ledger/v1.0.0 no longer exists.' }],
  })
  expect(withdrawnPage(lines, new Map(), links, none, null)).toMatchObject({
    instead: null,
    title: 'Withdrawn · ledger 1.0.0',
    service: { href: null },
  })
})
