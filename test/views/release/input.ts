import { posture } from '#decide/history/posture.ts'
import { makeLinks } from '#messages/links.ts'
import type { Policy } from '#model/policy.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { Service } from '#model/service.ts'
import { type Assessed, isAssessed, type ReleaseInput } from '#views/release/input.ts'
import { AT, aPolicy, aRecord, DIGEST } from '../../builders.ts'

/** What a page is made of, judged by one small policy at the moment of release unless told. */
export function anInput(
  record: ReleaseRecord = aRecord(),
  policy: Policy = aPolicy(),
  parts: Partial<ReleaseInput> & { at?: string } = {},
): ReleaseInput {
  const { at = AT, ...rest } = parts
  return {
    record,
    posture: posture(record, [policy], policy.id, at),
    policies: { atRelease: policy, today: policy },
    services: new Map([aService('ledger', { owner: 'Payments' })]),
    digest: DIGEST,
    instead: null,
    runsIn: [],
    newer: null,
    older: null,
    previous: null,
    ledger: [],
    supersededRecord: () => null,
    links: makeLinks('/catalog/'),
    site: 'https://example.org',
    repositoryUrl: 'https://git.example.org/o/r',
    environments: [
      { id: 'dev', title: 'Development' },
      { id: 'production', title: 'Production' },
    ],
    drawings: new Map(),
    ...rest,
  }
}

/** The same for a release whose dossier can be read. */
export function anAssessed(...from: Parameters<typeof anInput>): Assessed {
  const input = anInput(...from)
  if (!isAssessed(input)) throw new Error('This record has no dossier.')
  return input
}

export function aService(id: string, parts: object = {}): [string, Service] {
  return [id, Service.parse({ id, name: id, kind: 'deployable', ...parts })]
}
