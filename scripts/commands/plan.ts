import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { beside } from '#collect/configuration/configuration.ts'
import { readPeople } from '#collect/configuration/people.ts'
import { policyInForce } from '#decide/history/policies.ts'
import { canonical } from '#decide/lib/canonical.ts'
import { latestRelease } from '#decide/lib/order.ts'
import { atHandOf } from '#decide/plan/at-hand.ts'
import { planOf, type ReleasePlan } from '#decide/plan/plan.ts'
import { CliError } from '#lib/cli-error.ts'
import type { Places } from '#lib/places.ts'
import { printable } from '#lib/text.ts'
import { catalogTime } from '#lib/time.ts'
import { type PlanDocument, type PlanFor, planDocument } from '#messages/plan.ts'
import { planMarkdown, planText } from '#messages/plan-report.ts'
import { Instant, Line, Profile, ReleaseType } from '#model/primitives.ts'
import { judgesOfService } from './evaluate/choose-policy.ts'
import { recordsIn } from './evaluate/subject.ts'

export type PlanOptions = Pick<Places, 'content'> &
  Partial<Places> & {
    type: string
    format: string
    affects?: string[]
    service?: string
    profile?: string
    policy?: string
    config?: string
    on?: string
    at?: string
  }

/** Mounts `catalog plan` on the command line. */
export function addPlanCommand(program: Command): void {
  program
    .command('plan')
    .description('say what a release will need before there is one, and what its service has of it already')
    .requiredOption('--type <type>', `what is to be released: ${ReleaseType.options.join(', ')}`)
    .option('--service <id>', 'the service: its policy, and what its newest release has of what is needed')
    .option(
      '--profile <name>',
      `the certification profile: ${Profile.options.join(', ')} (default: any that is enough)`,
    )
    .option(
      '--affects <provider...>',
      'external providers that the release affects, such as BigQuery: they may ask for more',
    )
    .option(
      '--on <instant>',
      'when it is to be released, such as 2026-09-01T00:00:00Z (default: the moment of --at)',
    )
    .option('--at <instant>', 'the moment that “there today” means (default: now)')
    .option('--policy <id or file>', "the policy to ask, instead of the service's")
    .option('--config <file>', 'configuration to ask, as for collect (default: content/catalog.yaml)')
    .option('--content <folder>', 'folder of the collected catalog (default: content)')
    .option('--format <name>', 'text, json or markdown', 'text')
    .action((options: PlanOptions) => {
      process.stdout.write(planCommand(options))
    })
}

/**
 * What a release will need.
 * @returns what to print.
 * @throws CliError 2 for an unknown type, profile, service, policy or format, and for a moment that is none.
 */
export function planCommand(options: PlanOptions, environment: NodeJS.ProcessEnv = process.env): string {
  const format = Object.hasOwn(FORMATS, options.format)
    ? FORMATS[options.format as keyof typeof FORMATS]
    : undefined
  if (format === undefined)
    throw new CliError(`--format ${printable(options.format)}: use text, json or markdown.`)
  const today = catalogTime(options.at, environment)
  const on = options.on === undefined ? today : momentOf(options.on)
  const { policies, policy, services } = judgesOfService(options.service, options)
  const plan = planOf(policyInForce(policies, policy, on), {
    releaseType: oneOf(ReleaseType, options.type, '--type'),
    profile: options.profile === undefined ? null : oneOf(Profile, options.profile, '--profile'),
    providers: (options.affects ?? []).map(providerOf),
  })
  const service = serviceOf(plan, options, services, { today, on })
  return format(planDocument(plan, { today, on, service, people: peopleOf(options) }))
}

/** @throws CliError 2 for a word that is not one of them. */
function oneOf<T extends string>(words: { options: readonly T[] }, text: string, name: string): T {
  const found = words.options.find((word) => word === text)
  if (found !== undefined) return found
  throw new CliError(`${name} ${printable(text)}: use one of ${words.options.join(', ')}.`)
}

function providerOf(text: string): string {
  const name = Line.safeParse(text)
  if (name.success) return name.data
  throw new CliError(`--affects ${printable(text)}: name a provider in one line.`)
}

function momentOf(text: string): Instant {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text
  const moment = Instant.safeParse(day)
  if (moment.success) return moment.data
  throw new CliError(
    `--on ${printable(text)}: give a day or a moment with an offset, such as 2026-09-01T12:00:00Z.`,
  )
}

/** The service that was named, with what its newest release has of what the plan asks for. */
function serviceOf(
  plan: ReleasePlan,
  { service: id, content }: PlanOptions,
  services: readonly { id: string; name: string }[],
  moments: { today: Instant; on: Instant },
): PlanFor['service'] {
  if (id === undefined) return null
  const name = services.find((each) => each.id === id)?.name ?? id
  const newest = latestRelease(recordsIn(join(content, 'releases', id)))?.record ?? null
  const version = newest?.version
  if (newest === null || version === undefined) return { id, name, newest: null }
  return { id, name, newest: { service: id, version, atHand: atHandOf(newest, plan, moments) } }
}

/** Who may approve in which role, where the catalog names its people. */
function peopleOf(options: PlanOptions): ReadonlyMap<string, string[]> {
  const file = beside(options, 'people.yaml')
  const people = file !== null && existsSync(file) ? (readPeople(file) ?? []) : []
  const byRole = new Map<string, string[]>()
  for (const { name, roles } of people)
    for (const role of roles) byRole.set(role, [...(byRole.get(role) ?? []), name])
  return byRole
}

const FORMATS = {
  text: (plan: PlanDocument) => planText(plan).split('\n').map(printable).join('\n'),
  json: (plan: PlanDocument) => `${canonical(plan)}\n`,
  markdown: planMarkdown,
} as const
