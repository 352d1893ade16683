import { hasTampered } from '#decide/history/alarms.ts'
import { traitsOf } from '#decide/history/release-summary.ts'
import { VERDICT_WORDS, verdictOf } from '#messages/verdict.ts'
import type { Dossier } from '#model/dossier.ts'
import type { Posture } from '#model/evaluation.ts'
import { type ReleaseRecord, releaseTitle } from '#model/release.ts'
import type { SearchLine } from '#model/search.ts'

/** Memory and size of the search index grow with it. */
const LONGEST = 2000

/** Lists of ten thousand releases name the first ones. */
const MOST_CODES = 8

/**
 * What full-text search knows of a release: both spellings of its version, its tag and pull requests, what it is for,
 * what blocks it today, its risks, owners and evidence. Few words, each once: an index of ten thousand releases grows
 * with every one. Plain text of at most 2,000 characters.
 */
export function searchLine(record: ReleaseRecord, posture: Posture): SearchLine {
  const verdict = VERDICT_WORDS[verdictOf(record.state, posture.standing)]
  const { service, version, semantic, git, dossier } = record
  const parts = [
    `${service} ${version}${semantic ? ` v${version}` : ''} ${git.tag}`,
    verdict,
    hasTampered(record.evidence) ? 'tampered changed bytes' : '',
    releaseTitle(record),
    ...(dossier ? aims(dossier) : []),
    ...codes(posture),
    ...record.quarantine.map((finding) => finding.code),
    ...(dossier ? troubles(dossier) : []),
    git.pullRequests.map((number) => `#${number}`).join(' '),
    telling(record, posture).join(' '),
  ]
  const blocking = new Set([...record.quarantine, ...posture.today.blockers].map(({ code }) => code))
  return {
    service,
    version,
    title: releaseTitle(record) ?? '',
    verdict,
    tampered: hasTampered(record.evidence),
    ends: endOf(posture),
    text: shorten(eachWordOnce(parts)),
    codes: [...blocking].slice(0, MOST_CODES),
    traits: traitsOf(record, posture),
  }
}

function endOf({ ends }: Posture): SearchLine['ends'] {
  return ends && { at: ends.at, as: VERDICT_WORDS[ends.as] }
}

function aims(dossier: Dossier): (string | undefined)[] {
  return [dossier.objective, dossier.owners.map((owner) => owner.name).join(' ')]
}

function troubles(dossier: Dossier): string[] {
  return [
    ...dossier.risks.map((risk) => `${risk.id} ${risk.severity} ${risk.title}`),
    ...dossier.hotSpots.map((spot) => spot.path),
    ...dossier.breakingChanges.map((change) => `${change.label ?? 'BREAKING:'} ${change.what}`),
  ]
}

function codes(posture: Posture): string[] {
  return [...new Set([...posture.today.blockers, ...posture.findings].map((finding) => finding.code))].sort()
}

/** Names of its evidence, but for what the policy asks of all and passed: that says nothing of this one. */
function telling({ evidence }: ReleaseRecord, { today }: Posture): string[] {
  const usual = today.artifacts.filter((each) => each.outcome === 'passed').map((each) => each.name)
  return evidence.map((item) => item.name).filter((name) => !usual.includes(name))
}

/** Leaves out each word that was said before, whatever its case. */
function eachWordOnce(parts: readonly (string | null | undefined)[]): string[] {
  const said = new Set<string>()
  const isNew = (word: string) => said.size < said.add(word.toLowerCase()).size
  return parts.map((part) => (part ?? '').split(/\s+/).filter(isNew).join(' '))
}

/** Joins what there is and cuts it between two words. */
function shorten(parts: readonly string[]): string {
  // A full stop would become part of the word before it: versions and codes hold dots.
  const text = parts.filter(Boolean).join(' · ').toWellFormed()
  return text.length <= LONGEST ? text : text.slice(0, text.lastIndexOf(' ', LONGEST))
}
