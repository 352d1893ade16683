import { count, minute, number } from '#messages/format.ts'
import { makeRepository } from '#messages/links.ts'
import { VERDICT_WORDS, verdictOf } from '#messages/verdict.ts'
import type { Approval } from '#model/dossier-acts.ts'
import { usesToday } from '../outcome.ts'
import { passedCount } from './evidence.ts'
import type { ReleaseInput } from './input.ts'
import { releasePath } from './path.ts'
import { signatures } from './signatures.ts'

/** From the objective to the verdict and back: the spine, the chain of proof, the path, the digests, the neighbors. */
export function trace(input: ReleaseInput) {
  const { record, newer, older, links } = input
  const neighbor = (each: ReleaseInput['newer']) =>
    each && { version: each.version, href: links.release(each.service, each.version) }
  return {
    spine: spine(input),
    chain: chain(input),
    /** Of a release with a dossier these two stand on the page of its evidence. */
    path: record.dossier === null ? pathView(input) : null,
    attempts: attemptsText(record.dossier?.attempts ?? []),
    ledgerHref: links.ledger,
    signatures: record.dossier === null ? signatures(record) : [],
    digests: provenanceDigests(record),
    newer: neighbor(newer),
    older: neighbor(older),
  }
}

/** The way of a release through the process, with its drawing. */
export function pathView(input: ReleaseInput) {
  return {
    ...releasePath(input),
    drawing: input.drawings.get('way') ?? null,
    processHref: input.links.process,
  }
}

/** `2 attempts, 1 of them failed`; null where no attempt is told. */
function attemptsText(attempts: readonly { result: string }[]): string | null {
  if (attempts.length === 0) return null
  const failed = attempts.filter(({ result }) => result !== 'passed').length
  return `${count(attempts.length, 'attempt')}, ${failed === 0 ? 'none' : failed} of them failed`
}

/** What the release was made of, by digests. */
export function provenanceDigests({ dossierSource, git }: ReleaseInput['record']) {
  return [
    ...(dossierSource ? [{ label: 'Dossier file', value: dossierText(dossierSource) }] : []),
    ...(git.tagObject ? [{ label: 'Tag object', value: git.tagObject }] : []),
    ...(git.commit ? [{ label: 'Commit', value: git.commit }] : []),
  ]
}

function dossierText({ sha256, path, source }: NonNullable<ReleaseInput['record']['dossierSource']>): string {
  return `${sha256} ${path}, ${SOURCES[source]}`
}

const SOURCES = {
  tree: 'in the tagged tree',
  note: 'in a git note',
  release: 'at the GitHub release',
  directory: 'from the CI artifacts',
  archive: 'from an archive of CI artifacts',
  run: 'from a workflow run',
} as const

interface SpineStep {
  title: string
  text: string | null
  href: string | null
  at: string | null
}

/** The seven steps of a release through GitHub; a step without text is a gap [000]. */
function spine({ record, repositoryUrl }: ReleaseInput): SpineStep[] {
  const { git, dossier, evidence } = record
  const { issue, branch, pullRequest, evidenceRun, signoff, publication } = dossier?.spine ?? {}
  const to = makeRepository(repositoryUrl)
  return [
    step('Issue', issue && owned('opened', issue.owner), issue?.url, issue?.at),
    step('Branch', branch && owned(branch.name, branch.owner), null, branch?.at),
    pullRequest
      ? step('Pull request', `#${pullRequest.number}`, pullRequest.url, pullRequest.at)
      : step('Pull request', foundText(git.pullRequests.length, 'commits'), '#scope', undefined),
    evidenceRun
      ? step('Evidence run', runText(evidenceRun), evidenceRun.url, evidenceRun.at)
      : step('Evidence run', foundText(runsOf(evidence).size, 'evidence'), '#evidence', undefined),
    signoff ? step('Sign-off', 'recorded', signoff.url, signoff.at) : approvalStep(dossier?.approvals ?? []),
    step('Tag', git.tag, to.tag(git.tag), git.taggedAt),
    step('Dossier publication', publication && 'published', publication?.url, publication?.at),
  ]
}

function step(
  title: string,
  text: string | undefined,
  href: string | null | undefined,
  at: string | undefined,
): SpineStep {
  return { title, text: text ?? null, href: href ?? null, at: at ? minute(at) : null }
}

/** What the dossier does not name and something else knows of is no gap: `111 in the commits`. */
function foundText(found: number, where: string): string | undefined {
  return found > 0 ? `${number(found)} in the ${where}` : undefined
}

function runsOf(evidence: ReleaseInput['record']['evidence']): Set<string> {
  return new Set(evidence.flatMap(({ run }) => run?.id ?? []))
}

/** A spine that names no sign-off is filled in by the last approval. */
function approvalStep(approvals: readonly Approval[]): SpineStep {
  const given = approvals.filter((each) => each.decision === 'approved')
  const last = given.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)).at(-1)
  return step('Sign-off', last && count(given.length, 'approval'), last && '#signoff', last?.at)
}

function owned(text: string, owner: string | undefined): string {
  return owner ? `${text}, owned by ${owner}` : `${text}, unowned`
}

function runText({ id, attempt }: { id: string; attempt?: number | undefined }): string {
  return attempt && attempt > 1 ? `run ${id}, attempt ${attempt}` : `run ${id}`
}

/** Objective, pull requests, evidence, gates, verdict: each leads to the next, and each has its place here. */
function chain({ record, posture }: ReleaseInput) {
  const { dossier, git, evidence } = record
  const { satisfied, required, decision, blockers } = posture.atRelease
  const held = decision === 'no-go' ? `, ${count(blockers.length, 'blocker')}` : ''
  const pulls = git.pullRequests.length
  const passed = passedCount(record, usesToday(posture))
  const verdict = VERDICT_WORDS[verdictOf(record.state, decision)]
  return [
    link(dossier?.objective ? 'Objective' : null, '#scope', 'no objective'),
    link(pulls > 0 ? count(pulls, 'pull request') : null, '#scope', 'no pull request'),
    link(
      evidence.length > 0 ? `${count(evidence.length, 'artifact')}, ${passed} passed` : null,
      '#evidence',
      'no evidence',
    ),
    link(
      dossier ? `${satisfied} of ${required} required gates satisfied` : null,
      '#gates',
      'no gate evaluated',
    ),
    link(`${verdict} at release${held}`, '#main', ''),
  ]
}

function link(text: string | null, href: string, gap: string) {
  return { text, href, gap }
}
