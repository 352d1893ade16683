import { hash } from 'node:crypto'
import { canonical } from '#decide/lib/canonical.ts'
import type { ReleaseEvidence } from './evidence.ts'
import { promotionsOf, runOf, smokeRunsOf, spineOf } from './promotions.ts'
import { person, type Release, type Sample, type Story, shifted, utcSeconds } from './story.ts'
import { hotSpotsOf, kpisOf, risksOf } from './trends.ts'

/**
 * The bytes of a release's `dossier.json`: what the story and the release say, what follows from them, and
 * approvals that bind the digest of all the rest. A damaged one is damaged last.
 */
export function assembleDossier(
  story: Story,
  release: Release,
  evidence: readonly ReleaseEvidence[],
  sample: Sample,
): Buffer {
  const spine = spineOf(release, story.branch, sample)
  const unsigned = {
    schemaVersion: 1,
    service: story.service,
    version: release.version,
    tag: story.tag.replace('{version}', release.version),
    createdAt: utcSeconds(shifted(release.at, -30)),
    generator: { tool: 'scripts/ci/dossier.sh', version: '2.3.0', runUrl: runOf(release, 1).url },
    ...(spine ? { spine } : {}),
    kpis: kpisOf(story, release, sample),
    risks: risksOf(story, release),
    hotSpots: hotSpotsOf(story, release),
    promotions: promotionsOf(release, sample),
    smokeRuns: smokeRunsOf(release, sample),
    ...story.dossier,
    ...release.dossier,
    evidence: evidence.map(({ reference }) => reference),
  }
  const signedFrom = afterEvidence(release, evidence)
  const approvals = approvalsOf(story, release, unsigned, sample, signedFrom)
  return damaged(`${JSON.stringify({ ...unsigned, approvals }, null, 2)}\n`, release)
}

/** Four hours before the tag, and in any case when all evidence has been there for ten minutes. */
function afterEvidence(release: Release, evidence: readonly ReleaseEvidence[]): string {
  const usual = shifted(release.at, -240)
  const newest = evidence.map(({ reference }) => shifted(reference.generatedAt, 10))
  return [usual, ...newest].reduce((a, b) => (Date.parse(b) > Date.parse(a) ? b : a))
}

function approvalsOf(
  story: Story,
  release: Release,
  unsigned: object,
  sample: Sample,
  signedFrom: string,
): object[] {
  return (release.approvals ?? story.approvals).map(({ role, by, decision, older }, index) => ({
    role,
    approver: person(by, sample).name,
    decision,
    at: utcSeconds(shifted(signedFrom, index * 7)),
    binds: {
      dossierSha256: hash(
        'sha256',
        canonical(older ? { ...unsigned, createdAt: utcSeconds(shifted(release.at, -300)) } : unsigned),
      ),
    },
    ref: `https://git.example.org/socialpredict/pull/${release.pull}#review-${index + 1}`,
  }))
}

const DAMAGES: Record<NonNullable<Release['damage']>, (text: string) => string> = {
  'cut-off': (text) => text.slice(0, 700),
  'unknown-key': (text) => text.replace('"schemaVersion": 1,', '"schemaVersion": 1,\n  "verdict": "GO",'),
  'other-tag': (text) => text.replace(/"tag": "[^"]*"/, '"tag": "ledger/v9.9.9"'),
  'duplicate-key': (text) =>
    text.replace('"schemaVersion": 1,', '"schemaVersion": 1,\n  "releaseType": "major",'),
  'newer-schema': (text) => text.replace('"schemaVersion": 1', '"schemaVersion": 2'),
  'not-json': () => 'see the wiki\n',
}

function damaged(text: string, { damage }: Release): Buffer {
  return Buffer.from(damage === undefined ? text : DAMAGES[damage](text))
}
