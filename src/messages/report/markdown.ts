import { otherBlockers, stepsToGo } from '#decide/history/steps-to-go.ts'
import type { Evaluation, GroupOutcome } from '#model/evaluation.ts'
import type { Finding } from '#model/finding.ts'
import { type GitFacts, releaseId } from '#model/release.ts'
import { remedy, sentence } from '../messages.ts'
import { byCause } from '../runbook-of.ts'
import type { RunbookAddress } from './report.ts'
import {
  bothWords,
  decisionWord,
  declaredNote,
  isSameAnswer,
  judgedBy,
  type ReportInput,
  unresolved,
} from './report.ts'

/**
 * The decision of today as GitHub-flavored Markdown, to go into release notes: "the final go/no-go layer for ... GitHub
 * release notes" [002]. All foreign text is escaped.
 */
export function markdownReport({ record, posture, runbook, moment }: ReportInput): string {
  const { today, atRelease } = posture
  const parts = [
    `## Release decision: ${bothWords(posture, moment)}${plain(declaredNote(posture))}`,
    `\`${releaseId(record).replaceAll('`', "'")}\` judged by ${plain(judgedBy(today))}. ` +
      `At release: ${decisionWord(atRelease.decision)} by ${plain(judgedBy(atRelease))}.`,
    table(today),
    `${plain(unresolved(today))}.`,
    ...blockers('Between this release and GO', today, runbook),
    ...(isSameAnswer(posture) ? [] : blockers('At release, between it and GO', atRelease, runbook)),
    ...findings([...posture.findings, ...today.findings].map(sentence)),
    ...(posture.ends ? [`This GO holds until ${plain(posture.ends.at)}: ${plain(posture.ends.by)}.`] : []),
    ...changed(record.git),
  ]
  return `${parts.join('\n\n')}\n`
}

/** The changes as release notes list them, from the commit log and not from memory [003]. */
function changed({ previous, commits, latestCommits }: GitFacts): string[] {
  if (latestCommits.length === 0) return []
  const heading = previous === null ? '### Changed up to here' : `### Changed since ${plain(previous)}`
  const hidden = commits === null ? 'Older commits are unknown.' : moreCommits(commits - latestCommits.length)
  const lines = latestCommits.map(({ subject, id }) => `- ${plain(subject)} \`${id.slice(0, 7)}\``)
  return [heading, lines.join('\n'), ...(hidden ? [hidden] : [])]
}

function moreCommits(hidden: number): string | null {
  return hidden > 0 ? `And ${hidden.toLocaleString('en')} older commit${hidden === 1 ? '' : 's'}.` : null
}

function table(today: Evaluation): string {
  const { groups, artifacts } = today
  const required = artifacts.filter((artifact) => artifact.required)
  const passed = required.filter((artifact) => artifact.outcome === 'passed').length
  const failed = passed < required.length || otherBlockers(today).length > 0
  const rows = [
    ...groups.map(row),
    ...(required.length > 0 || failed
      ? [`| Required artifacts | ${failed ? 'FAIL' : 'PASS'} | ${passed} of ${required.length} |`]
      : []),
  ]
  return ['| Group | Result | Gates passed |', '|---|---|---|', ...rows].join('\n')
}

const WORD = { passed: 'PASS', waived: 'EXCEPTION', failed: 'FAIL', none: 'NONE' } as const

function row(group: GroupOutcome): string {
  const applicable = group.gates.filter((gate) => gate.outcome !== 'not-applicable')
  const passed = applicable.filter((gate) => gate.outcome === 'passed').length
  const waived = applicable.filter((gate) => gate.waived).length
  const note = waived > 0 ? `, ${waived} ${waived === 1 ? 'exception' : 'exceptions'}` : ''
  return `| ${plain(group.title)} | ${WORD[group.outcome]} | ${passed} of ${applicable.length}${note} |`
}

function blockers(heading: string, evaluation: Evaluation, runbook: RunbookAddress): string[] {
  if (evaluation.blockers.length === 0) return []
  const steps = stepsToGo(evaluation)
  const lines = steps.flatMap((step) => [
    `- **${plain(step.title)}**`,
    ...step.blockers.map(
      (each) =>
        `  - ${linked(each, runbook)} ${plain([sentence(each), remedy(each)].filter(Boolean).join(' '))}`,
    ),
  ])
  return [`### ${heading} (${steps.length})`, lines.join('\n')]
}

/** The code, as a link where that leads somewhere from anywhere; release notes are no page of the site. */
function linked(found: Finding, runbook: RunbookAddress): string {
  const { code } = found
  const address = byCause(found, runbook)
  return address?.startsWith('https://') ? `[\`${code}\`](${address})` : `\`${code}\``
}

function findings(sentences: readonly string[]): string[] {
  if (sentences.length === 0) return []
  return ['### Also noticed', sentences.map((each) => `- ${plain(each)}`).join('\n')]
}

/** Makes text mean itself: no markup, no HTML, no table cell, no link, nobody mentioned. */
export function plain(text: string): string {
  return text
    .replace(/[\r\n]+/g, ' ')
    .replace(/[\\`*_{}[\]<>()#+!|~&$]/g, '\\$&')
    .replace(/@(?=[A-Za-z0-9])/g, '@<!-- -->')
    .replace(/:(?=\/\/)/g, ':<!-- -->')
    .replace(/\bwww\./gi, 'www<!-- -->.')
}
