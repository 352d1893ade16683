import type { Approval } from '../../model/dossier-acts.ts'
import { count, minute } from '../format.ts'
import { makeRepository } from '../repository.ts'
import { VERDICT_WORDS, verdictOf } from '../verdict.ts'
import type { ReleaseInput } from './input.ts'
import { releasePath } from './path.ts'

/** From the objective to the verdict and back: the spine, the chain of proof, the path, the digests, the neighbors. */
export function trace(input: ReleaseInput) {
  const { record, newer, older, links } = input
  const neighbor = (each: ReleaseInput['newer']) =>
    each && { version: each.version, href: links.release(each.service, each.version) }
  return {
    spine: spine(input),
    chain: chain(input),
    path: releasePath(input),
    processHref: links.process,
    digests: [
      ...(record.dossierSource ? [{ label: 'Dossier file', value: record.dossierSource.sha256 }] : []),
      ...(record.git.tagObject ? [{ label: 'Tag object', value: record.git.tagObject }] : []),
      ...(record.git.commit ? [{ label: 'Commit', value: record.git.commit }] : []),
    ],
    foundAt: record.dossierSource
      ? `${record.dossierSource.path} (${SOURCES[record.dossierSource.source]})`
      : null,
    newer: neighbor(newer),
    older: neighbor(older),
  }
}

const SOURCES = { tree: 'in the tagged tree', directory: 'from the CI artifacts' } as const

interface SpineStep {
  title: string
  text: string | null
  href: string | null
  at: { iso: string; text: string } | null
}

/** The seven steps of a release through GitHub; a step without text is a gap [000]. */
function spine({ record, repositoryUrl }: ReleaseInput): SpineStep[] {
  const { git, dossier } = record
  const { issue, branch, pullRequest, evidenceRun, signoff, publication } = dossier?.spine ?? {}
  const to = makeRepository(repositoryUrl)
  return [
    step('Issue', issue && owned('opened', issue.owner), issue?.url, issue?.at),
    step('Branch', branch && owned(branch.name, branch.owner), null, branch?.at),
    step('Pull request', pullRequest && `#${pullRequest.number}`, pullRequest?.url, pullRequest?.at),
    step('Evidence run', evidenceRun && runText(evidenceRun), evidenceRun?.url, evidenceRun?.at),
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
  return { title, text: text ?? null, href: href ?? null, at: at ? { iso: at, text: minute(at) } : null }
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

/** Objective, pull requests, evidence, gates, verdict: each link names the next, and each has its place here. */
function chain({ record, posture }: ReleaseInput) {
  const { dossier, git, evidence } = record
  const { atRelease } = posture
  const passed = evidence.filter((item) => item.status === 'passed').length
  const verdict = VERDICT_WORDS[verdictOf(record.state, atRelease.decision)]
  const gates = dossier ? `${atRelease.satisfied} of ${atRelease.required} required gates satisfied` : null
  return [
    { title: 'Objective', text: dossier?.objective ?? null, href: '#scope' },
    { title: 'Pull requests', text: pullText(git.pullRequests), href: '#scope' },
    {
      title: 'Evidence',
      text: evidence.length > 0 ? `${count(evidence.length, 'artifact')}, ${passed} passed` : null,
      href: dossier ? '#evidence' : null,
    },
    { title: 'Gates', text: gates, href: dossier ? '#gates' : null },
    { title: 'Verdict at release', text: verdict, href: '#main' },
  ]
}

function pullText(pulls: readonly number[]): string | null {
  if (pulls.length === 0) return null
  const shown = pulls.slice(0, 5).map((each) => `#${each}`)
  return shown.join(', ') + (pulls.length > 5 ? ` and ${pulls.length - 5} more` : '')
}
