import { existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Command } from 'commander'
import { stringify } from 'yaml'
import { z } from 'zod'
import { workTreeOf } from '#collect/candidate.ts'
import { listRefs } from '#collect/git/refs.ts'
import { openRepository, type Repository } from '#collect/git/repository.ts'
import { assignTags } from '#collect/tags/tagged.ts'
import { CliError } from '#lib/cli-error.ts'
import { readPlain } from '#lib/files.ts'
import { type Places, TOOL } from '#lib/places.ts'
import { countOf, printable } from '#lib/text.ts'
import type { Service } from '#model/service.ts'
import { askAll, type InitAnswers } from './init-questions.ts'

type InitOptions = Places & Partial<InitAnswers> & { yes?: boolean }

/** Mounts `catalog init` on the command line. */
export function addInitCommand(program: Command): void {
  program
    .command('init')
    .description(
      'write what a repository needs to publish its catalog: catalog.yaml, a page for each service, the workflow. Nothing is overwritten',
    )
    .option('--title <text>', 'title of the catalog (default: the name of the repository)')
    .option('--branch <name>', 'branch that publishes (default: main)')
    .option('--environments <ids>', 'where releases run, first to last, such as staging,production')
    .option('--uses <owner/name@ref>', 'where GitHub finds this program, and which version of it')
    .option('--yes', 'ask nothing, also on a terminal')
    .action(async (options: InitOptions) => {
      console.log((await initCatalog(options)).join('\n'))
    })
}

/**
 * Writes the files of a new catalog into the work tree that the user's folder, or the current one, lies in.
 * @returns lines that say what was written, what was there already, and what to do next.
 * @throws CliError 2 where there is no repository, and for answers that fit nowhere.
 */
export async function initCatalog(options: InitOptions): Promise<string[]> {
  const found = workTreeOf(options.root ?? '.', existsSync)
  if (found === null)
    throw new CliError('This folder lies in no git repository. Go to the one whose releases you publish.')
  const root = realpathSync(found)
  const repository = await openRepository(root, join(options.cache, 'repositories'))
  const { tags } = await listRefs(repository.git)
  const { services, tagged } = assignTags(tags, [], repository.name)
  const defaults = { title: `Releases of ${repository.name}`, branch: 'main', uses: usesOfTool() }
  const answers = await askAll(options, defaults)
  const files = filesOf(answers, services, repository)
  const said = [...files].map(([path, text]) => writeNew(root, path, text))
  return [
    `${countOf(tags.length, 'tag')}, ${countOf(tagged.length, 'release')} of ${countOf(services.length, 'service')}.`,
    ...said,
    ...nextSteps(existsSync(join(root, WORKFLOW)), repository),
  ]
}

const WORKFLOW = '.github/workflows/catalog.yml'

function writeNew(root: string, path: string, text: string): string {
  const file = join(root, path)
  if (existsSync(file)) return `kept     ${printable(path)}, which was there`
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text, { flag: 'wx' })
  return `written  ${printable(relative(root, file))}`
}

function filesOf(answers: InitAnswers, services: readonly Service[], { page }: Repository) {
  return new Map([
    ['catalog/catalog.yaml', catalogText(answers, page)],
    ...services.map((service) => [`catalog/services/${service.id}.mdx`, serviceText(service)] as const),
    ...(answers.uses === null ? [] : [[WORKFLOW, workflowText(answers)] as const]),
  ])
}

function catalogText({ title, environments }: InitAnswers, page: string | null): string {
  const ids = environments.map((id) => ({ id, title: `${id.slice(0, 1).toUpperCase()}${id.slice(1)}` }))
  return stringify({
    title,
    ...(page === null ? {} : { repositoryUrl: page }),
    ...(ids.length === 0 ? {} : { environments: ids }),
  })
}

function serviceText({ id, name, kind, tag }: Service): string {
  const head = stringify({ id, name, kind, ...(tag === undefined ? {} : { tag }) })
  return `---\n${head}# Who answers for it, and which paths of the repository belong to it:\n# owner: Ada Example\n# paths: [src/**]\n---\n`
}

/**
 * The one file that a repository needs. A tag's run takes it from the tagged commit, so such a run only starts one for the default
 * branch, and has no right to publish.
 */
export function workflowText({ branch, uses }: Pick<InitAnswers, 'branch' | 'uses'>): string {
  const [place = '', ref = ''] = (uses ?? '').split('@')
  return `name: Catalog
on:
  push: { branches: [${branch}], tags: ['**'] }
  schedule: [{ cron: '17 3 * * *' }]
  workflow_dispatch: { inputs: { ledger: { type: choice, options: [live, kept, new], default: live } } }
permissions: {}
concurrency: { group: 'catalog-\${{ github.ref_type }}', cancel-in-progress: false }
jobs:
  tell: # A tag's run takes this file from the tagged commit, so all it does is start the run of the default branch.
    if: github.ref_type == 'tag'
    runs-on: ubuntu-24.04
    permissions: { actions: write }
    steps:
      - run: gh workflow run catalog.yml --repo "$GITHUB_REPOSITORY"
        env: { GH_TOKEN: '\${{ github.token }}' }
  publish:
    if: github.ref_type == 'branch'
    permissions: { contents: read, actions: read, pull-requests: read, deployments: read, attestations: write, pages: write, id-token: write }
    uses: ${place}/.github/workflows/catalog.yml@${ref}
    with: { ledger: "\${{ inputs.ledger || 'live' }}" }
`
}

function nextSteps(isPublishing: boolean, { page }: Repository): string[] {
  const settings = /^https:\/\/github\.com\//.test(page ?? '')
    ? `${page}/settings/pages`
    : 'Settings > Pages of the repository'
  return [
    '',
    'Next:',
    '1. Look at it: npm start -- --root .',
    ...(isPublishing
      ? [
          `2. Set the source of Pages to GitHub Actions: ${settings}`,
          '3. Commit and push. The first run starts the ledger by itself.',
        ]
      : [
          '2. To publish it, say where GitHub finds this program: run this again with --uses owner/name@version.',
        ]),
    'A release gets its verdict from a dossier: npm run catalog -- dossier draft TAG',
  ]
}

const Manifest = z.looseObject({
  version: z.string(),
  repository: z.union([z.string(), z.looseObject({ url: z.string() })]).optional(),
})

/** Where this copy of the program is published, when its package.json says so. */
function usesOfTool(): string | null {
  const { version, repository } = Manifest.parse(
    JSON.parse(readPlain(join(TOOL, 'package.json')).toString('utf8')),
  )
  const address = typeof repository === 'string' ? repository : repository?.url
  const [, place] = /github(?:\.com[/:]|:)([\w.-]+\/[\w-]+?)(?:\.git)?$/.exec(address ?? '') ?? []
  return place === undefined ? null : `${place}@v${version}`
}
