import type { Command } from 'commander'
import { withUnknownInputs } from '#decide/history/judging.ts'
import { publishedPosture } from '#decide/history/posture.ts'
import { stepsToGo } from '#decide/history/steps-to-go.ts'
import { canonical } from '#decide/lib/canonical.ts'
import { CliError } from '#lib/cli-error.ts'
import type { Places } from '#lib/places.ts'
import { type Display, displayOf } from '#lib/terminal.ts'
import { printable } from '#lib/text.ts'
import { catalogTime } from '#lib/time.ts'
import { markdownReport } from '#messages/report/markdown.ts'
import { type ReportInput, runbookAddresses, textReport } from '#messages/report/report.ts'
import { byCause } from '#messages/runbook-of.ts'
import type { Posture } from '#model/evaluation.ts'
import type { Finding } from '#model/finding.ts'
import type { Policy } from '#model/policy.ts'
import { type ReleaseRecord, releaseId } from '#model/release.ts'
import { chooseJudges, knownRunbooks, publishedPolicy } from './evaluate/choose-policy.ts'
import { readSubject } from './evaluate/subject.ts'

export type EvaluateOptions = Pick<Places, 'content'> &
  Partial<Places> & {
    config?: string
    format: string
    moment: string
    artifacts?: string
    commit?: string
    tagger?: string
    policy?: string
    at?: string
  }

/** Mounts `catalog evaluate` on the command line; the exit code goes to `process.exitCode`. */
export function addEvaluateCommand(program: Command): void {
  program
    .command('evaluate')
    .description(
      'decide one release: GO (exit 0) or not (exit 1), also when its dossier declares another decision',
    )
    .argument(
      '<release>',
      'a collected release such as ledger@1.4.0, or ledger@latest for its newest stable one; a record file; a dossier file',
    )
    .option(
      '--artifacts <place>',
      'with a dossier: folder, zip or tar in which the paths of its evidence start',
    )
    .option('--commit <id>', 'with a dossier: the full id of the commit that is to be tagged (default: HEAD)')
    .option('--tagger <name>', 'with a dossier: who will tag it (default: user.name of git)')
    .option('--config <file>', 'configuration to judge by, as for collect (default: content/catalog.yaml)')
    .option('--content <folder>', 'folder of the collected catalog (default: content)')
    .option('--policy <id or file>', "the policy to judge by, instead of the service's")
    .option('--at <instant>', 'the moment to judge at, such as 2026-05-01T12:00:00Z')
    .option('--moment <name>', 'whose verdict the exit code is: release or today', 'today')
    .option('--format <name>', 'text, json or markdown', 'text')
    .action(async (release: string, options: EvaluateOptions) => {
      const { text, exitCode } = await evaluateCommand(release, options)
      const display = displayOf(process.stdout)
      process.stdout.write(options.format === 'text' && display.isTerminal ? lively(text, display) : text)
      process.exitCode = exitCode
    })
}

/** A text report for a terminal: the decision also first, and colors. */
export function lively(report: string, { paint }: Pick<Display, 'paint'>): string {
  const lines = report.split('\n')
  const decision = lines.findLast((line) => line.startsWith('DECISION: ')) ?? ''
  const painted = [decision, '', ...lines].map((line) => {
    const color = COLORS.find(([pattern]) => pattern.test(line))?.[1]
    return color === undefined ? line : paint(color, line)
  })
  return painted.join('\n')
}

const COLORS = [
  [/^DECISION: GO(,|$)|^ {2}✓|\.\.\. PASS/, 'green'],
  [/^DECISION: |^ {2}✗|\.\.\. FAIL/, 'red'],
  [/^ {2}~|\.\.\. EXCEPTION/, 'yellow'],
  [/^ {2}- /, 'dim'],
] as const

/**
 * Decides one release.
 * @returns what to print, and the exit code: 0 for GO at the chosen moment, 1 for anything else and where the dossier
 *   declares another decision than the one that was recomputed.
 * @throws CliError 2 that names what cannot be read or used.
 */
export async function evaluateCommand(
  release: string,
  options: EvaluateOptions,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<{ text: string; exitCode: 0 | 1 }> {
  const format = Object.hasOwn(FORMATS, options.format) && FORMATS[options.format as keyof typeof FORMATS]
  if (!format) throw new CliError(`--format ${printable(options.format)}: use text, json or markdown.`)
  const { moment } = options
  if (moment !== 'release' && moment !== 'today')
    throw new CliError(`--moment ${printable(moment)}: use release or today.`)
  const at = catalogTime(options.at, environment)
  const record = await readSubject(release, options, at, environment)
  const { policies, policy } = chooseJudges(record, options)
  const pinned = options.policy === undefined ? publishedPolicy(record, options.content) : null
  const known = knownRunbooks(options)
  const runbook = runbookAddresses(known)
  const posture = publishedPosture(record, policies, policy, at, pinned)
  const asked = withUnknownInputs(posture, record, known.inputs)
  const judged = { ...asked, findings: [...asked.findings, ...notAsked(record, policies, asked)] }
  const chosen = moment === 'release' ? judged.atRelease : judged.today
  const isGo = chosen.decision === 'go' && !isOtherwiseDeclared(judged)
  return { text: format({ record, posture: judged, runbook, moment }), exitCode: isGo ? 0 : 1 }
}

/** That the forge gave no answer about a candidate, with the conditions of its policy that rest on one. */
function notAsked({ github }: ReleaseRecord, policies: readonly Policy[], { today }: Posture): Finding[] {
  const { id, version } = today.policy
  const policy = policies.find((each) => each.id === id && each.version === version)
  const conditions = policy === undefined ? [] : askedOfForge(policy)
  return (github?.unknown ?? [])
    .filter(({ code }) => code === 'github.not_asked')
    .map((each) => ({ ...each, args: { ...each.args, conditions: conditions.join(', ') || null } }))
}

function askedOfForge(policy: Policy): string[] {
  const text = JSON.stringify(policy)
  const isBy = /"verifiedBy":\[[^\]]*"review"/.test(text)
  const named = ['firstAttempt', 'runConclusion'].filter((name) => text.includes(`"${name}":true`))
  return [
    ...(isBy ? ['verifiedBy: review'] : []),
    ...named,
    ...(text.includes('"workflows":[') ? ['workflows'] : []),
  ]
}

function isOtherwiseDeclared({ findings }: Posture): boolean {
  return findings.some(({ code }) => code.startsWith('declared.'))
}

/** Below the head of a report: what approvals of the dossier bind. */
function withDigest({ dossierSha256 }: ReportInput['record'], lines: string[]): string[] {
  return dossierSha256 === null ? lines : lines.toSpliced(2, 0, `Approvals bind: sha256 ${dossierSha256}`)
}

/** Both verdicts, what would flip each, and for each code where its runbook is. */
function jsonReport({ record, posture: judged, runbook, moment }: ReportInput): string {
  const { atRelease, today, findings } = judged
  const said = [...today.blockers, ...atRelease.blockers, ...today.findings, ...findings]
  const runbooks = Object.fromEntries(said.map((each) => [each.code, byCause(each, runbook)]))
  const release = releaseId(record)
  const flips = { flips: stepsToGo(today), flipsAtRelease: stepsToGo(atRelease) }
  const { dossierSha256 } = record
  return `${canonical({ schemaVersion: 1, release, moment, dossierSha256, ...judged, ...flips, runbooks })}\n`
}

const FORMATS = {
  text: (input: ReportInput) =>
    withDigest(input.record, textReport(input).split('\n')).map(printable).join('\n'),
  json: jsonReport,
  markdown: markdownReport,
} as const
