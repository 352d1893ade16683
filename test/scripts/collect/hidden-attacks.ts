import { type Attack, RISK, saying, withFile } from './attacks.ts'
import { approver, drill, junit, type Parts } from './offer.ts'

/** Attacks by what a text may hide: letters, numbers, names, words, times, and what stands twice. */
export const HIDDEN_ATTACKS: readonly Attack[] = [
  [
    'says approved where it said rejected, in letters that JSON spells out',
    () => ({
      text: (t) => t.replace('"decision":"approved"', '"decision":"rejected","decisi\\u006fn":"approved"'),
    }),
    'quarantined',
    ['document.duplicate_key'],
  ],
  [
    'numbers its last attempt beyond all numbers',
    (o) => ({
      ...saying(o, {
        attempts: [
          { n: 1, evidenceRunAt: '2026-03-03T10:00:00Z', result: 'failed', failedGates: ['unit-tests'] },
          { n: 77, evidenceRunAt: '2026-03-03T09:00:00Z', result: 'passed' },
        ],
      }),
      text: (t) => t.replace('"n":77', '"n":1e400'),
    }),
    'quarantined',
    ['document.number_infinite'],
  ],
  [
    'is decided in a leap second',
    (o) => saying(o, { decidedAt: '2026-03-03T12:59:60Z' }),
    'quarantined',
    ['schema.invalid'],
  ],
  [
    'is decided in a time zone that no clock has',
    (o) => saying(o, { decidedAt: '2026-03-03T12:00:00+99:99' }),
    'quarantined',
    ['schema.invalid'],
  ],
  [
    'is approved by its author under the handle of their name',
    () => ({ approvers: [approver('adatester', 'engineering'), approver('Sven Safe', 'security')] }),
    'no-go',
    ['approval.engineering.self_approved', 'gate.sign-off.not_passed'],
  ],
  [
    'is approved by its author under a handle with a number',
    () => ({ approvers: [approver('ada.tester2', 'engineering'), approver('Sven Safe', 'security')] }),
    'no-go',
    ['approval.engineering.self_approved', 'gate.sign-off.not_passed'],
  ],
  [
    'is approved by one person under two handles',
    () => ({ approvers: [approver('rreview', 'engineering'), approver('Rita Review', 'security')] }),
    'no-go',
    ['approval.security.not_distinct', 'gate.sign-off.not_passed'],
  ],
  [
    'is approved by one person who hides a letter that nobody sees',
    () => ({
      approvers: [approver('Rita Review', 'engineering'), approver('Ri\u2060ta Review', 'security')],
    }),
    'quarantined',
    ['dossier.hidden_characters'],
  ],
  [
    'is approved by a name without a letter',
    () => ({ approvers: [approver('-', 'engineering'), approver('Sven Safe', 'security')] }),
    'no-go',
    ['approval.engineering.nameless', 'gate.sign-off.not_passed'],
  ],
  [
    'waives what it never showed until 2099',
    (o) => ({
      files: Object.fromEntries(Object.entries(o.files).filter(([path]) => !path.endsWith('drill.json'))),
      ...saying(o, {
        evidence: (o.dossier['evidence'] as Parts[]).filter(({ name }) => name !== 'drill'),
        waivers: [{ gate: 'restore', owner: 'Olga Owner', reason: 'Later', until: '2099-01-01T00:00:00Z' }],
      }),
    }),
    'no-go',
    ['gate.restore.missing'],
  ],
  [
    'counts failures of which it shows no case',
    (o, { at }) =>
      withFile(o, `${at}/unit.xml`, junit(at).replace('<testsuite ', '<testsuite tests="3" failures="2" ')),
    'no-go',
    ['gate.unit-tests.unknown'],
  ],
  [
    'has the one case disabled',
    (o, { at }) =>
      withFile(
        o,
        `${at}/unit.xml`,
        junit(at, '<testcase name="x"/>', '<testcase name="AT-052 replays" status="disabled"/>'),
      ),
    'no-go',
    ['gate.unit-tests.unknown', 'unit.case_not_passed', 'unit.too_many_skipped'],
  ],
  [
    'passes the one case in one suite and skips it in another',
    (o, { at }) =>
      withFile(
        o,
        `${at}/unit.xml`,
        junit(
          at,
          '<testcase name="a"/><testcase name="b"/><testcase name="c"/><testcase name="AT-052 replays"><skipped/></testcase>',
        ),
      ),
    'no-go',
    ['gate.unit-tests.unknown', 'unit.case_not_passed'],
  ],
  [
    'passes its drill in a word that nobody knows',
    (o, { at }) => withFile(o, `${at}/drill.json`, drill({ title: at, result: 'passed with remarks' })),
    'no-go',
    ['gate.restore.unknown'],
  ],
  [
    'fails its drill first and passes it in the same breath',
    (o, { at }) =>
      withFile(
        o,
        `${at}/drill.json`,
        drill({ title: at }).replace('"result":', '"result":"failed","result":'),
      ),
    'no-go',
    ['gate.breaking.unknown', 'gate.restore.unknown', 'gate.unit-tests.unknown'],
  ],
  [
    'writes the topic of its drill in letters that look alike',
    (o, { at }) => withFile(o, `${at}/drill.json`, drill({ title: at, topic: 'r\u0435store of the ledger' })),
    'no-go',
    ['drill.other_topic', 'gate.restore.missing'],
  ],
  [
    'closes its worst risk in a second entry of the same id',
    (o) =>
      saying(o, {
        risks: [
          { ...RISK, status: 'open' },
          { ...RISK, status: 'closed', mitigation: 'Pays once', link: 'https://tracker.example/1' },
        ],
      }),
    'no-go',
    ['risk.double.unresolved_sev1'],
  ],
]
