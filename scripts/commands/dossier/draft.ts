import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { planRelease } from '#collect/planned.ts'
import { policyInForce } from '#decide/history/policies.ts'
import { draftDossier, leastDossier, withProducers } from '#decide/verdict/draft.ts'
import type { Proposal } from '#decide/verdict/propose.ts'
import { CliError } from '#lib/cli-error.ts'
import { writeWhole } from '#lib/files.ts'
import type { Places } from '#lib/places.ts'
import { countOf, printable } from '#lib/text.ts'
import { dossierText, todoLines } from '#messages/dossier-text.ts'
import { sentence } from '#messages/messages.ts'
import { Dossier } from '#model/dossier.ts'
import type { Policy } from '#model/policy.ts'
import type { Instant } from '#model/primitives.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { chooseJudges, type JudgeOptions } from '../evaluate/choose-policy.ts'
import { findEvidence } from './evidence.ts'
import { openWorkspace, type Workspace } from './workspace.ts'

export type DraftOptions = Places & {
  config?: string
  policy?: string
  evidence: string[]
  producer?: string
  candidate?: string
  force?: boolean
}

/**
 * Drafts the dossier of a release and writes it where the catalog looks for it.
 * @param tag of the release, there already or not. @param at when it is judged.
 * @returns lines that say what was written, what each file proves, and what a person still has to say.
 * @throws CliError 2 for a dossier that is there already, a tag that is no release, a folder that is not there.
 */
export async function writeDraft(tag: string, options: DraftOptions, at: Instant): Promise<string[]> {
  const workspace = openWorkspace(options, at)
  const plan = await planRelease(workspace, tag, options.candidate ?? 'HEAD')
  const { dossierPath, commit } = plan
  const file = join(workspace.root, dossierPath)
  if (existsSync(file) && !options.force && !(await isOfEarlier(workspace, plan, file)))
    throw new CliError(
      `${printable(dossierPath)} is there already. Add evidence to it with: catalog dossier add FILE. Start anew with --force.`,
    )
  const found = findEvidence(workspace, options.evidence, {
    dossierPath,
    commit,
    taken: [],
    producer: options.producer,
  })
  const first = leastDossier({ service: plan.service.id, version: plan.version, tag }, found.references)
  if (first === null) throw new CliError(`The name ${printable(tag)} is too long for a dossier.`)
  const read = await readWritten(workspace, file, first, plan)
  const before = read.git.previousStable ? await plan.dossierOf(read.git.previousStable) : null
  const made = withProducers(read, found.references, before)
  const policy = judgeOf(made.record, options, at)
  const known = { ...made, policy, before, owner: plan.service.owner ?? null }
  const { dossier, releaseType, proposals } = draftDossier(known, at)
  const text = dossierText(dossier)
  writeWhole(file, text)
  return [`Drafted ${dossierPath} as ${releaseType}.`, ...told(proposals, found.unknown), ...stillToSay(text)]
}

/** The dossier of the release before makes room for the next: it stays in the tree of its own tag. */
async function isOfEarlier(
  { inTree }: Workspace,
  { version, dossierOf }: Awaited<ReturnType<typeof planRelease>>,
  file: string,
): Promise<boolean> {
  const { readAnyJson } = await import('../evaluate/document.ts')
  const parsed = Dossier.safeParse(readAnyJson(file))
  if (!parsed.success || inTree(file) === null || parsed.data.version === version) return false
  return (await dossierOf(parsed.data.version)) !== null
}

async function readWritten(
  workspace: Workspace,
  file: string,
  dossier: Dossier,
  { dossierPath, commit }: { dossierPath: string; commit: string },
): Promise<ReleaseRecord> {
  mkdirSync(dirname(file), { recursive: true })
  const isNew = !existsSync(file)
  writeWhole(file, dossierText(dossier))
  try {
    return await workspace.read(dossierPath, dossier, commit)
  } catch (error) {
    if (isNew) rmSync(file, { force: true })
    throw error
  }
}

/** The version of the policy that will judge. */
export function judgeOf(record: ReleaseRecord, options: JudgeOptions, at: Instant): Policy {
  const { policies, policy } = chooseJudges(record, options)
  return policyInForce(policies, policy, at)
}

/** What was proposed for each file, and why for those that prove nothing. */
export function told(proposals: readonly Proposal[], unknown: readonly string[]): string[] {
  return [
    ...proposals.flatMap(({ item, kind, artifact, gates, unfit }) => {
      const proves = [...(artifact === null ? [] : [artifact]), ...gates]
      if (proves.length > 0) return [`  ✓ ${item} (${kind}): ${proves.join(', ')}`]
      return [
        `  ✗ ${item}: proves nothing that the policy asks for`,
        ...unfit.map(({ gate, because }) => `      ${gate === '' ? '' : `${gate}: `}${sentence(because)}`),
      ]
    }),
    ...unknown.map((file) => `  ? ${file}: no reader knows its format; run: catalog formats`),
  ].map(printable)
}

/** What a person still has to say, line by line. */
export function stillToSay(text: string): string[] {
  const lines = todoLines(text)
  if (lines.length === 0) return ['Nothing is left to say. Next: catalog dossier check']
  return [
    `${countOf(lines.length, 'line')} for a person:`,
    ...lines.map(({ line, text: said }) => `  line ${line}: ${printable(said).slice(0, 120)}`),
    'Then: catalog dossier check',
  ]
}
