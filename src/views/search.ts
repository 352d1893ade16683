import type { Dossier } from '../model/dossier.ts'
import type { Posture } from '../model/evaluation.ts'
import { type ReleaseRecord, releaseTitle } from '../model/release.ts'
import type { SearchLine } from '../model/search.ts'
import { VERDICT_WORDS, verdictOf } from './verdict.ts'

/** Memory and size of the search index grow with it. */
const LONGEST = 2000

/**
 * What full-text search knows of a release: both spellings of its version, its tag and pull requests, what it is
 * for, what blocks it today, its evidence, risks and hot spots. Plain text of at most 2,000 characters.
 */
export function searchLine(record: ReleaseRecord, posture: Posture): SearchLine {
  const verdict = VERDICT_WORDS[verdictOf(record.state, posture.today.decision)]
  const { service, version, semantic, git, dossier } = record
  const parts = [
    `${service} ${version}${semantic ? ` v${version}` : ''} ${git.tag}`,
    verdict,
    releaseTitle(record),
    ...(dossier ? aims(dossier) : []),
    ...codes(posture),
    ...record.quarantine.map((finding) => finding.code),
    ...(dossier ? troubles(dossier) : []),
    git.pullRequests.map((number) => `#${number}`).join(' '),
    ...record.evidence.map((item) => `${item.name} ${item.format}`),
    ...git.latestCommits.map((commit) => commit.subject),
  ]
  return { service, version, title: releaseTitle(record) ?? '', verdict, text: shorten(parts) }
}

function aims(dossier: Dossier): (string | undefined)[] {
  return [
    dossier.releaseType,
    dossier.profile,
    dossier.objective,
    ...dossier.affectedFeatures,
    ...dossier.inScope,
    ...dossier.owners.map((owner) => `${owner.role} ${owner.name}`),
    dossier.summary?.slice(0, 300),
  ]
}

function troubles(dossier: Dossier): string[] {
  return [
    ...dossier.risks.map((risk) =>
      `${risk.id} ${risk.severity} ${risk.title} ${risk.assumption ?? ''}`.trim(),
    ),
    ...dossier.hotSpots.map((spot) => `${spot.path} ${spot.kind}`),
    ...dossier.breakingChanges.map((change) => `${change.label ?? 'BREAKING:'} ${change.what}`),
    ...dossier.kpis.map((kpi) => kpi.name),
  ]
}

function codes(posture: Posture): string[] {
  return [...new Set([...posture.today.blockers, ...posture.findings].map((finding) => finding.code))].sort()
}

/** Joins what there is and cuts it between two words. */
function shorten(parts: readonly (string | null | undefined)[]): string {
  // A full stop would become part of the word before it: versions and codes hold dots.
  const text = parts.filter(Boolean).join(' · ').replace(/\s+/g, ' ').toWellFormed()
  return text.length <= LONGEST ? text : text.slice(0, text.lastIndexOf(' ', LONGEST))
}
