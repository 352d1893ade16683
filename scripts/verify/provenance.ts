import { z } from 'zod'
import type { Predicate, Said } from './claim.ts'

const Text = z.string().max(1000)
const Digest = z.looseObject({ gitCommit: Text.optional(), sha1: Text.optional() })
const Material = z.looseObject({ uri: Text.nullish(), digest: Digest.nullish() })
const Builder = z.looseObject({ id: Text })

const Provenance = z.looseObject({
  buildDefinition: z.looseObject({
    externalParameters: z
      .looseObject({ workflow: z.looseObject({ repository: Text.optional() }).optional() })
      .optional(),
    resolvedDependencies: z.array(Material).max(10_000).optional(),
  }),
  runDetails: z.looseObject({
    builder: Builder,
    metadata: z.looseObject({ finishedOn: Text.optional(), startedOn: Text.optional() }).optional(),
  }),
})

/** SLSA provenance v1; null for another shape. */
export function provenance(predicate: Predicate): Said | null {
  const shape = Provenance.safeParse(predicate)
  if (!shape.success) return null
  const { buildDefinition, runDetails } = shape.data
  const repository = buildDefinition.externalParameters?.workflow?.repository ?? null
  const { finishedOn, startedOn } = runDetails.metadata ?? {}
  const commit = commitOf(buildDefinition.resolvedDependencies ?? [], repository)
  return { claims: 'passed', maker: runDetails.builder.id, commit, time: finishedOn ?? startedOn ?? null }
}

const OldProvenance = z.looseObject({
  builder: Builder,
  invocation: z.looseObject({ configSource: Material.optional() }).optional(),
  materials: z.array(Material).max(10_000).nullish(),
  metadata: z.looseObject({ buildFinishedOn: Text.nullish(), buildStartedOn: Text.nullish() }).nullish(),
})

/** SLSA provenance v0.2; null for another shape. */
export function oldProvenance(predicate: Predicate): Said | null {
  const shape = OldProvenance.safeParse(predicate)
  if (!shape.success) return null
  const { builder, invocation, materials, metadata } = shape.data
  const source = invocation?.configSource
  const commit = source?.digest?.sha1 ?? commitOf(materials ?? [], null)
  const time = metadata?.buildFinishedOn ?? metadata?.buildStartedOn ?? null
  return { claims: 'passed', maker: builder.id, commit, time }
}

/** The commit of the repository that was built; of several sources none is guessed. */
function commitOf(materials: readonly z.infer<typeof Material>[], repository: string | null): string | null {
  const sources = materials.filter(({ uri }) => uri?.startsWith('git+') ?? false)
  const own = sources.filter(({ uri }) => repository !== null && isOf(uri ?? '', repository))
  const commits = (own.length > 0 ? own : sources).map(
    ({ digest }) => digest?.gitCommit ?? digest?.sha1 ?? null,
  )
  const [commit = null, ...others] = new Set(commits)
  return others.length > 0 ? null : commit
}

function isOf(uri: string, repository: string): boolean {
  return (
    uri === `git+${repository}` ||
    uri.startsWith(`git+${repository}@`) ||
    uri.startsWith(`git+${repository}.git@`)
  )
}
