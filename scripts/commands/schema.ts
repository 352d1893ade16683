import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { z } from 'zod'
import { countOf } from '#lib/text.ts'
import {
  ApiDigests,
  ApiEvaluation,
  ApiExpiring,
  ApiIndex,
  ApiLatest,
  ApiRunbooks,
  ApiService,
} from '#model/api.ts'
import { ApiBaseline, ApiServiceBaseline } from '#model/baseline-api.ts'
import { CatalogConfiguration } from '#model/catalog.ts'
import { Dossier } from '#model/dossier.ts'
import { Evaluation } from '#model/evaluation.ts'
import { EvidenceItem } from '#model/evidence.ts'
import { IndexLine } from '#model/index-line.ts'
import { InputRegister } from '#model/inputs.ts'
import { LedgerEntry } from '#model/ledger.ts'
import { MetricsDocument } from '#model/metrics.ts'
import { Operations } from '#model/operations.ts'
import { People } from '#model/people.ts'
import { Policy } from '#model/policy.ts'
import { RecordDocument } from '#model/record.ts'
import { ReleaseRecord } from '#model/release.ts'
import { ApiColumns, ApiCommits, ApiTitles } from '#model/release-columns.ts'
import { ScoringItem, ScoringRegistry, ScoringReplay, ScoringRevision } from '#model/scoring.ts'
import { ApiScoring } from '#model/scoring-api.ts'
import { Service } from '#model/service.ts'
import { PublicationStatement, ReleaseStatement } from '#model/statement.ts'

export type SchemaOptions = { check?: boolean; directory?: string }

/** Mounts `catalog schema` on the command line; the exit code goes to `process.exitCode`. */
export function addSchemaCommand(program: Command): void {
  program
    .command(schemaCommand.name)
    .description(schemaCommand.description)
    .option('--check', 'write nothing; exit 1 and name the files that differ')
    .option('--directory <path>', 'where the schemas lie', DIRECTORY)
    .action(async (options: SchemaOptions) => {
      process.exitCode = await schemaCommand.run(options)
    })
}

/**
 * `catalog schema`: writes the published JSON Schemas, each file aside first and then renamed; with `check` it
 * compares instead. Resolves to the exit code: 0, or 1 when a file differs or is missing.
 */
export const schemaCommand = {
  name: 'schema',
  description: 'write the JSON Schemas of all documents to public/schema/v1',
  run: async ({ check = false, directory = DIRECTORY }: SchemaOptions): Promise<number> => {
    const files = [...jsonSchemas()].map(([name, text]) => ({ path: join(directory, name), text }))
    return check ? compareSchemas(files) : writeSchemas(directory, files)
  },
}

const DIRECTORY = 'public/schema/v1'

/** File name → text of every published JSON Schema (draft 2020-12), the same bytes each time. */
export function jsonSchemas(): Map<string, string> {
  return new Map(
    Object.entries(DOCUMENTS).map(([name, { title, schema }]) => {
      const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' })
      const document = { $schema, $id: `${name}.json`, title, ...rest }
      return [`${name}.json`, `${JSON.stringify(document, null, 2)}\n`]
    }),
  )
}

/** The names are part of the published addresses: `schema/v1/<name>.json`. */
const DOCUMENTS = {
  dossier: { title: 'Release dossier', schema: Dossier },
  service: { title: 'Service', schema: Service },
  'evidence-item': { title: 'Evidence item, as collected', schema: EvidenceItem },
  people: { title: 'People of a catalog', schema: People },
  policy: { title: 'Policy', schema: Policy },
  'release-record': { title: 'Release record, as collected', schema: ReleaseRecord },
  'index-line': { title: 'One line of the release index', schema: IndexLine },
  evaluation: { title: 'Evaluation of a release', schema: Evaluation },
  'ledger-entry': { title: 'One entry of the ledger', schema: LedgerEntry },
  'catalog-configuration': { title: 'Catalog configuration', schema: CatalogConfiguration },
  record: { title: 'Record of a review, drill or sign-off', schema: RecordDocument },
  metrics: { title: 'Generic metrics', schema: MetricsDocument },
  'api-index': { title: 'Index of the API', schema: ApiIndex },
  'api-expiring': { title: 'The GOs that end, in the API', schema: ApiExpiring },
  'api-baseline': { title: 'What public facts show of all releases, in the API', schema: ApiBaseline },
  'api-service-baseline': {
    title: 'What public facts show of the releases of a service, in the API',
    schema: ApiServiceBaseline,
  },
  'api-columns': { title: 'All releases column by column, in the API', schema: ApiColumns },
  'api-titles': { title: 'Purposes and owners of all releases, in the API', schema: ApiTitles },
  'api-commits': { title: 'Commits of all releases, in the API', schema: ApiCommits },
  'api-runbooks': { title: 'The runbooks in the API', schema: ApiRunbooks },
  'api-service': { title: 'A service in the API', schema: ApiService },
  'api-evaluation': { title: 'Why a release is GO or not, in the API', schema: ApiEvaluation },
  'release-statement': { title: 'Statement about a verdict, in-toto', schema: ReleaseStatement },
  'publication-statement': {
    title: 'Statement about a publication, in-toto',
    schema: PublicationStatement,
  },
  operations: { title: 'Severity model and inventory of runbooks', schema: Operations },
  'input-register': { title: 'Register that feeds decisions', schema: InputRegister },
  'scoring-revision': { title: 'Scoring revision with its packet and history', schema: ScoringRevision },
  'scoring-replay': { title: 'Replay of a scoring revision', schema: ScoringReplay },
  'scoring-item': { title: 'Item of the review queue', schema: ScoringItem },
  'scoring-registry': { title: 'Scoring files, as collected', schema: ScoringRegistry },
  'api-scoring': { title: 'What orders the review queues, in the API', schema: ApiScoring },
  'api-latest': { title: 'The newest stable release of a service in the API', schema: ApiLatest },
  'api-digests': {
    title: 'Which release and evidence each digest belongs to, in the API',
    schema: ApiDigests,
  },
} satisfies Record<string, { title: string; schema: z.ZodType }>

type SchemaFile = { path: string; text: string }

async function writeSchemas(directory: string, files: SchemaFile[]): Promise<number> {
  await mkdir(directory, { recursive: true })
  for (const { path, text } of files) {
    const aside = `${path}.${process.pid}.tmp`
    await writeFile(aside, text)
    await rename(aside, path)
  }
  console.log(`${countOf(files.length, 'schema')} in ${directory}`)
  return 0
}

async function compareSchemas(files: SchemaFile[]): Promise<number> {
  const drifted: string[] = []
  for (const { path, text } of files) {
    const current = await readFile(path, 'utf8').catch(() => null)
    if (current !== text) drifted.push(path)
  }
  for (const path of drifted) {
    console.error(
      `${path} is not what src/model says. Run "npm run catalog -- schema" and commit the result.`,
    )
  }
  return drifted.length > 0 ? 1 : 0
}
