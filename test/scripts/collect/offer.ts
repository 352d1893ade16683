import type { Content } from './fast-import.ts'

export type Parts = Record<string, unknown>

/** One release as somebody offers it. */
export interface Offer {
  dossier: Parts
  /** Files of the commit, from the root. */
  files: Record<string, Content>
  /** Subject of the commit that carries the code. */
  subject: string
  approvers: readonly Parts[]
  /** The dossier that the approvals bind, where it is another one than is offered. */
  approved?: Parts
  /** The text that is committed in place of the dossier's own. */
  text?: (text: string) => string
}

/** No two services offer the same bytes. */
export const junit = (at: string, more = '', cases = '<testcase name="AT-052 replays"/>', suite = 'unit') =>
  `<testsuites><testsuite name="${suite} of ${at}" timestamp="2026-03-03T10:00:00Z">${cases}${more}</testsuite></testsuites>`

export const drill = (parts: Parts = {}) =>
  JSON.stringify({
    record: 1,
    act: 'drill',
    title: 'Restored',
    topic: 'restore of the ledger',
    owner: { name: 'Olga Owner' },
    date: '2026-02-20',
    subject: { what: 'the ledger' },
    result: 'passed',
    ...parts,
  })

export const approver = (name: string, role: string, at = '2026-03-03T11:00:00Z') => ({
  role,
  approver: name,
  decision: 'approved',
  at,
})

/** A minor release as its CI and two reviewers would leave it: made from the code of `commit`. */
export function honest(service: string, commit: string): Offer {
  const unit = { name: 'unit', kind: 'test', producer: 'ci', path: `${service}/unit.xml`, commit }
  const restore = { name: 'drill', kind: 'operations', producer: 'Olga', path: `${service}/drill.json` }
  return {
    subject: 'Pay out once',
    approvers: [approver('Rita Review', 'engineering'), approver('Sven Safe', 'security')],
    files: {
      [`${service}/unit.xml`]: junit(service),
      [`${service}/contract.xml`]: junit(service, '', undefined, 'contract'),
      [`${service}/drill.json`]: drill({ title: `Restored ${service}` }),
    },
    dossier: {
      schemaVersion: 1,
      service,
      version: '1.1.0',
      tag: `${service}/v1.1.0`,
      releaseType: 'minor',
      profile: 'real_local',
      releaseNotes: { text: 'Pays out once.', status: 'complete' },
      compatibilityNotes: { text: 'Nothing breaks.', status: 'complete' },
      evidence: [
        { ...unit, gates: ['unit-tests'] },
        { ...unit, name: 'contract', kind: 'contract', path: `${service}/contract.xml`, gates: ['breaking'] },
        { ...restore, gates: ['restore'] },
      ],
    },
  }
}
