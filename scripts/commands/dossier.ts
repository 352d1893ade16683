import type { Command } from 'commander'
import { CliError } from '#lib/cli-error.ts'
import { readInput } from '#lib/files.ts'
import { openMade } from '#lib/places.ts'
import { catalogTime } from '#lib/time.ts'
import { todoLines } from '#messages/dossier-text.ts'
import { addEvidence, approveDossier, type DossierOptions, dossierFile } from './dossier/change.ts'
import { type DraftOptions, stillToSay, writeDraft } from './dossier/draft.ts'
import { openWorkspace } from './dossier/workspace.ts'
import { userOf } from './evaluate/candidate.ts'
import { evaluateCommand } from './evaluate.ts'

type At = { at?: string }

/** Mounts `catalog dossier` with its commands on the command line; the exit code goes to `process.exitCode`. */
export function addDossierCommand(program: Command): void {
  const dossier = program.command('dossier').description('draft, check and approve the dossier of a release')
  addDraft(dossier)
  addCheck(dossier)
  addAdd(dossier)
  addApprove(dossier)
}

function addDraft(dossier: Command): void {
  dossier
    .command('draft')
    .description('write the dossier of a release as far as files, git and the release before know it')
    .argument('<tag>', 'the tag of the release, such as v1.4.0, there already or not')
    .option(
      '--evidence <place...>',
      'folders and files that your CI wrote; those outside the tree are copied',
      [],
    )
    .option('--producer <text>', 'the command or workflow that made these files (default: their tool)')
    .option('--candidate <ref>', 'the commit that is to be tagged (default: HEAD)')
    .option('--force', 'replace the dossier that is there')
    .option('--config <file>', 'configuration to judge by, as for collect')
    .option('--policy <id or file>', "the policy to judge by, instead of the service's")
    .option('--at <instant>', 'the moment to judge at, such as 2026-05-01T12:00:00Z (default: now)')
    .action(async (tag: string, options: DraftOptions & At) => {
      openMade(options)
      console.log((await writeDraft(tag, options, catalogTime(options.at, process.env))).join('\n'))
    })
}

function addCheck(dossier: Command): void {
  dossier
    .command('check')
    .description('judge a dossier as it will be judged: exit 0 for GO with nothing left to say, else 1')
    .argument('[file]', 'the dossier (default: where the catalog looks for it)')
    .option('--format <name>', 'text, json or markdown', 'text')
    .option('--config <file>', 'configuration to judge by, as for collect')
    .option('--policy <id or file>', "the policy to judge by, instead of the service's")
    .option('--at <instant>', 'the moment to judge at, such as 2026-05-01T12:00:00Z (default: now)')
    .action(async (file: string | undefined, options: DossierOptions & At & { format: string }) => {
      openMade(options)
      const { text, exitCode } = await checkDossier(file, options)
      process.stdout.write(text)
      process.exitCode = exitCode
    })
}

/** The report of `evaluate`, and before it, in text, what a person still has to say. */
export async function checkDossier(
  named: string | undefined,
  options: DossierOptions & At & { format: string },
): Promise<{ text: string; exitCode: 0 | 1 }> {
  const workspace = openWorkspace(options, catalogTime(options.at, process.env))
  const { file } = dossierFile(workspace, named)
  const written = readInput(file).toString('utf8')
  const judged = await evaluateCommand(file, { ...options, moment: 'today' })
  if (todoLines(written).length === 0) return judged
  const left = options.format === 'text' ? `${stillToSay(written).slice(0, -1).join('\n')}\n\n` : ''
  return { text: left + judged.text, exitCode: 1 }
}

function addAdd(dossier: Command): void {
  dossier
    .command('add')
    .description('add evidence to a dossier, with the gates that it passes')
    .argument('<place...>', 'files and folders; those outside the tree are copied beside the dossier')
    .option('--producer <text>', 'the command or workflow that made these files (default: their tool)')
    .option('--dossier <file>', 'the dossier (default: where the catalog looks for it)')
    .option('--config <file>', 'configuration to judge by, as for collect')
    .option('--policy <id or file>', "the policy to judge by, instead of the service's")
    .option('--at <instant>', 'the moment to judge at (default: now)')
    .action(async (places: string[], options: DossierOptions & At) => {
      openMade(options)
      console.log((await addEvidence(places, options, catalogTime(options.at, process.env))).join('\n'))
    })
}

function addApprove(dossier: Command): void {
  dossier
    .command('approve')
    .description('approve a dossier as it is: the approval is bound to its digest')
    .argument('[file]', 'the dossier (default: where the catalog looks for it)')
    .requiredOption('--role <id>', 'the role that approves, as the policy names it')
    .option('--as <name>', 'who approves (default: user.name of git)')
    .option('--reject', 'reject it instead')
    .option('--config <file>', 'configuration to judge by, as for collect')
    .option('--policy <id or file>', "the policy to judge by, instead of the service's")
    .option('--at <instant>', 'when it is approved (default: now)')
    .action(async (file: string | undefined, options: DossierOptions & At & Approving) => {
      openMade(options)
      const approver = options.as ?? (await userOfGit())
      const lines = await approveDossier(file, { ...options, approver }, catalogTime(options.at, process.env))
      console.log(lines.join('\n'))
    })
}

type Approving = { role: string; as?: string; reject?: boolean }

/** @throws CliError 2 where git does not know who works here. */
async function userOfGit(): Promise<string> {
  const name = await userOf('.')
  if (name !== null) return name
  throw new CliError('git does not know your name. Say who approves with --as "Your Name".')
}
