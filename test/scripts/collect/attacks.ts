import { hash } from 'node:crypto'
import type { Content } from './fast-import.ts'
import { approver, drill, junit, type Offer, type Parts } from './offer.ts'

/** Where the files of the offer lie, and the commit of the release before. */
type Place = { at: string; before: string }

/** How the honest offer is changed, and what must come of it: no GO at any moment, for these reasons and no others. */
export type Attack = [
  what: string,
  change: (offer: Offer, place: Place) => Partial<Offer>,
  state: 'no-go' | 'quarantined',
  codes: readonly string[],
]

export const saying = ({ dossier }: Offer, parts: Parts) => ({ dossier: { ...dossier, ...parts } })
export const withFile = ({ files }: Offer, path: string, content: Content) => ({
  files: { ...files, [path]: content },
})
const withUnit = (offer: Offer, parts: Parts) => {
  const [unit, ...others] = offer.dossier['evidence'] as Parts[]
  return saying(offer, { evidence: [{ ...unit, ...parts }, ...others] })
}

export const RISK = { id: 'double', title: 'Pays twice', severity: 'SEV-1' }
const FALLBACK = { owner: 'Olga Owner', until: '2099-01-01', reason: 'Watched' }

export const ATTACKS: readonly Attack[] = [
  [
    'declares itself GO and shows nothing',
    (o) => saying(o, { evidence: [], declaredDecision: { decision: 'GO', by: 'Everybody' } }),
    'no-go',
    ['gate.breaking.missing', 'gate.restore.missing', 'gate.unit-tests.missing'],
  ],
  [
    'lets one case pass and skips a hundred',
    (o, { at }) =>
      withFile(o, `${at}/unit.xml`, junit(at, '<testcase name="s"><skipped/></testcase>'.repeat(100))),
    'no-go',
    ['gate.unit-tests.unknown', 'unit.too_many_skipped'],
  ],
  [
    'calls a failure by a word that no format knows',
    (o, { at }) => withFile(o, `${at}/unit.xml`, junit(at, '<testcase name="c"><Crashed/></testcase>')),
    'no-go',
    ['gate.unit-tests.not_passed'],
  ],
  [
    'hides the failures behind an entity',
    (o, { at }) =>
      withFile(
        o,
        `${at}/unit.xml`,
        `<!DOCTYPE t [<!ENTITY f "<failure/>">]>${junit(at, '<testcase name="c">&f;</testcase>')}`,
      ),
    'no-go',
    ['gate.breaking.unknown', 'gate.unit-tests.unknown'],
  ],
  [
    'offers a green report of other tests',
    (o, { at }) => withFile(o, `${at}/unit.xml`, junit(at, '', undefined, 'lint')),
    'no-go',
    ['gate.unit-tests.missing', 'unit.suite_missing'],
  ],
  [
    'names a report as proof that leaves the one case out',
    (o, { at }) => withFile(o, `${at}/unit.xml`, junit(at, '', '<testcase name="AT-0521 replays"/>')),
    'no-go',
    ['gate.unit-tests.missing', 'unit.case_missing'],
  ],
  [
    'takes the report of the commit before',
    (o, { before }) => withUnit(o, { commit: before }),
    'no-go',
    ['gate.unit-tests.unknown'],
  ],
  [
    'points at the report of another service',
    (o) => withUnit(o, { path: 'honest/../../honest/unit.xml' }),
    'quarantined',
    ['schema.invalid'],
  ],
  [
    'links its report to a file outside',
    (o, { at }) => withFile(o, `${at}/unit.xml`, { link: '../../../../../../../etc/passwd' }),
    'no-go',
    ['gate.breaking.unknown', 'gate.unit-tests.unknown'],
  ],
  [
    'writes other bytes than it names',
    (o) => withUnit(o, { sha256: hash('sha256', 'the report that passed') }),
    'no-go',
    ['gate.unit-tests.digest_mismatch'],
  ],
  [
    'exempts itself from the gate that is red',
    (o, { at }) => ({
      ...withFile(o, `${at}/drill.json`, drill({ title: at, result: 'failed' })),
      ...saying(o, { gates: [{ id: 'restore', applies: false, reason: 'Keeps no data' }] }),
    }),
    'no-go',
    ['gate.restore.not_passed'],
  ],
  [
    'waives the gate that is red',
    (o, { at }) => ({
      ...withFile(o, `${at}/drill.json`, drill({ title: at, result: 'failed' })),
      ...saying(o, {
        waivers: [{ gate: 'restore', owner: 'Olga Owner', reason: 'Later', until: '2099-01-01T00:00:00Z' }],
      }),
    }),
    'no-go',
    ['gate.restore.not_passed'],
  ],
  [
    'shows a drill about something else',
    (o, { at }) => withFile(o, `${at}/drill.json`, drill({ title: at, topic: 'fire alarm' })),
    'no-go',
    ['drill.other_topic', 'gate.restore.missing'],
  ],
  [
    'shows a drill of years ago',
    (o, { at }) => withFile(o, `${at}/drill.json`, drill({ title: at, date: '2023-02-20' })),
    'no-go',
    ['gate.restore.stale'],
  ],
  [
    'shows a drill that is still to come',
    (o, { at }) => withFile(o, `${at}/drill.json`, drill({ title: at, date: '2026-12-20' })),
    'no-go',
    [
      'approval.engineering.before_evidence',
      'approval.security.before_evidence',
      'gate.restore.missing',
      'gate.sign-off.not_passed',
    ],
  ],
  [
    'is approved by its author under a look-alike name',
    () => ({ approvers: [approver('Аda  TESTER', 'engineering'), approver('Sven Safe', 'security')] }),
    'no-go',
    ['approval.engineering.self_approved', 'gate.sign-off.not_passed'],
  ],
  [
    'is approved by one person in two roles',
    () => ({ approvers: [approver('Rita Review', 'engineering'), approver('R. Review', 'security')] }),
    'no-go',
    ['approval.security.not_distinct', 'gate.sign-off.not_passed'],
  ],
  [
    'was approved before its proof was there',
    () => ({
      approvers: [
        approver('Rita Review', 'engineering', '2026-03-02T00:00:00Z'),
        approver('Sven Safe', 'security'),
      ],
    }),
    'no-go',
    ['approval.engineering.before_evidence', 'gate.sign-off.not_passed'],
  ],
  [
    'was approved as another dossier',
    (o) => ({ approved: { ...o.dossier, purpose: 'A small fix' } }),
    'no-go',
    ['approval.engineering.stale_binding', 'approval.security.stale_binding', 'gate.sign-off.not_passed'],
  ],
  [
    'was rejected under a role that nobody asked',
    (o) => ({ approvers: [...o.approvers, { ...approver('Nora No', 'legal'), decision: 'rejected' }] }),
    'no-go',
    ['approval.legal.rejected', 'gate.sign-off.not_passed'],
  ],
  [
    'accepts its own worst risk until 2099',
    (o) => saying(o, { risks: [{ ...RISK, status: 'accepted', acceptedFallback: FALLBACK }] }),
    'no-go',
    ['risk.double.unresolved_sev1'],
  ],
  [
    'closes its worst risk without a word',
    (o) => saying(o, { risks: [{ ...RISK, status: 'closed' }] }),
    'no-go',
    ['risk.double.no_mitigation'],
  ],
  [
    'was decided before its code was there',
    (o) => saying(o, { decidedAt: '2025-01-01T00:00:00Z' }),
    'no-go',
    ['decision.before_code'],
  ],
  [
    'is decided next year',
    (o) => saying(o, { decidedAt: '2027-01-01T00:00:00Z' }),
    'no-go',
    ['decision.in_future'],
  ],
  [
    'calls new code a patch of its documentation',
    (o) => saying(o, { releaseType: 'docs-patch' }),
    'no-go',
    ['type.not_documentation', 'type.too_weak'],
  ],
  [
    'breaks others and lists nothing',
    () => ({ subject: 'feat!: drop the old payout\n\nBREAKING CHANGE: v1 is gone' }),
    'no-go',
    ['gate.breaking.not_passed', 'log.breaking_not_listed'],
  ],
  [
    'failed its last attempt',
    (o) =>
      saying(o, {
        attempts: [
          { n: 1, evidenceRunAt: '2026-03-03T09:00:00Z', result: 'passed' },
          { n: 2, evidenceRunAt: '2026-03-03T10:00:00Z', result: 'failed' },
        ],
      }),
    'no-go',
    ['attempt.last_failed'],
  ],
  [
    'says its evidence twice, the green one last',
    () => ({ text: (t) => t.replace('{', '{"evidence":[],') }),
    'quarantined',
    ['document.duplicate_key'],
  ],
  [
    'brings a key of its own that decides',
    (o) => saying(o, { verdict: 'GO' }),
    'quarantined',
    ['schema.unrecognized_key'],
  ],
  [
    'brings the key that every object has',
    () => ({ text: (t) => t.replace('{', '{"__proto__":{"decision":"GO"},') }),
    'quarantined',
    ['document.forbidden_key'],
  ],
  [
    'was written for another tag',
    (o) => saying(o, { tag: 'honest/v1.1.0' }),
    'quarantined',
    ['dossier.other_tag'],
  ],
  [
    'is the dossier of another service',
    (o) => saying(o, { service: 'honest', tag: 'honest/v1.1.0' }),
    'quarantined',
    ['dossier.other_service', 'dossier.other_tag'],
  ],
]
