import type { Command } from 'commander'
import { trustBeside } from '#collect/configuration/configuration.ts'
import { formatFinding } from '#lib/format-finding.ts'
import type { Places } from '#lib/places.ts'
import { countOf, printable } from '#lib/text.ts'
import { catalogTime } from '#lib/time.ts'
import { type Audit, audit } from './verify/audit.ts'
import { readRemembered, writeRemembered } from './verify/publication.ts'
import type { AuditStep } from './verify/published-place.ts'

type Options = Places & {
  previous?: string
  remember?: string
  at?: string
  against?: string
  config?: string
} & Building & {
    json?: boolean
  }
type Building = { rebuild?: boolean; site?: string }

/** Mounts `catalog verify` on the command line; the exit code goes to `process.exitCode`. */
export function addVerifyCommand(program: Command): void {
  program
    .command('verify')
    .description('check a catalog against its ledger and judge every release again')
    .argument(
      '[place]',
      'content folder, folder of a built site, or address of a published one (default: content)',
    )
    .option(
      '--previous <path-or-url>',
      'an older ledger, or the statement of an older publication, that this one must continue',
    )
    .option('--remember <file>', 'keep what was seen in this file, and compare with what was seen before')
    .option('--at <instant>', 'the moment at which it must not be overdue (default: now)')
    .option('--against <path-or-url>', 'collect anew from this repository and compare every record')
    .option(
      '--config <file>',
      'the configuration it was collected with: whom it trusts to sign, and with --against how to collect',
    )
    .option('--rebuild', 'build the site anew from what its folder publishes and compare every file')
    .option(
      '--authored <dir>',
      'with --rebuild: folder with the services, the runbooks and the guide (default: content)',
    )
    .option('--site <https://host>', 'with --rebuild: origin that it was built for (default: as collected)')
    .option('--json', 'print one object with every finding')
    .action(async (named: string | undefined, options: Options) => {
      const { previous, remember, against, config, rebuild, authored, root, site, json } = options
      const place = named ?? options.content
      const given = against === undefined ? null : { repository: against, config, environment: process.env }
      const building = rebuild ? { authored, root, site } : null
      const now = catalogTime(options.at, process.env)
      const remembered = remember === undefined ? null : readRemembered(remember, place)
      const found = await audit(place, previous ?? null, {
        against: given,
        rebuild: building,
        trust: config === undefined ? null : trustBeside({ config }),
        now,
        remembered,
      })
      if (remember !== undefined && isOnlyOverdue(found.steps))
        writeRemembered(remember, { place, ledger: found.ledger, generatedAt: found.generatedAt })
      console.log(json ? JSON.stringify(found) : auditLines(found).join('\n'))
      if (found.steps.some(({ faults }) => faults.length > 0)) process.exitCode = 1
    })
}

/** True when nothing is wrong, or only its age: then it is worth remembering. */
function isOnlyOverdue(steps: readonly AuditStep[]): boolean {
  return steps.every(({ faults }) => faults.every(({ code }) => code === 'ledger.overdue'))
}

/** An audit for people: a line a step, the first thing that is wrong in each, and the outcome. */
export function auditLines({ steps, ledger, unchecked }: Audit): string[] {
  const isSound = steps.every(({ faults }) => faults.length === 0)
  const end = isSound
    ? `Everything that was checked agrees. The ledger has ${countOf(ledger.entries, 'entry', 'entries')}; its head is ${ledger.head}.`
    : isOnlyOverdue(steps)
      ? 'Everything that was checked agrees, but the catalog is overdue: it cannot tell what happened since.'
      : 'This catalog is not what its ledger says.'
  return [...steps.flatMap(stepLines), ...unchecked.map((what) => `not checked  ${what}`), end]
}

function stepLines({ name, checked, faults }: AuditStep): string[] {
  const [first] = faults
  if (first === undefined) return [`ok      ${WHAT[name](checked)}`]
  const more = faults.length > 1 ? [`        and ${faults.length - 1} more; --json lists all`] : []
  return [`FAILED  ${WHAT[name](checked)}`, `        ${printable(formatFinding(first))}`, ...more]
}

const WHAT: Record<AuditStep['name'], (checked: number) => string> = {
  ledger: (n) => `ledger: ${countOf(n, 'entry', 'entries')}, each holds the digest of the one before`,
  previous: (n) => `previous ledger: ${countOf(n, 'entry', 'entries')}, the beginning of this one`,
  remembered: (n) => `remembered ledger: ${countOf(n, 'entry', 'entries')}, still the beginning of this one`,
  publication: () => 'publication: made when it says, and not overdue',
  policies: (n) => `policies: ${n}, each that judged as it was then`,
  records: (n) => `records: ${n}, each with the digest in its newest entry`,
  superseded: (n) => `superseded records: ${n}, each with the digest in its name`,
  entries: (n) => `entries: the newest of ${countOf(n, 'release')}, each as record and verdict say`,
  evidence: (n) => `evidence: ${countOf(n, 'published artifact')}, each with the digest in its name`,
  readings: (n) => `readings: ${n} of published artifacts, each as its bytes say`,
  signatures: (n) =>
    `signatures: ${countOf(n, 'attestation')} of published bytes checked again, each as recorded`,
  reuse: (n) =>
    `reuse: ${countOf(n, 'file')} offered, each that an earlier release offered for another commit said to be`,
  risks: (n) =>
    `risks: of ${countOf(n, 'dossier')}, each with what earlier ones left open and it does not list`,
  notes: (n) => `notes: of ${countOf(n, 'dossier')}, each as the sanitizer makes them`,
  verdicts: (n) => `verdicts: ${n} judged again, each as published`,
  evaluations: (n) => `evaluations: ${n} in words, each the same byte by byte`,
  statements: (n) => `statements: ${n} made again, each the same byte by byte`,
  against: (n) => `repository: ${countOf(n, 'record')} collected anew, each the same byte by byte`,
  rebuilt: (n) => `pages and all else: ${countOf(n, 'file')} built anew, each the same byte by byte`,
  documents: (n) => `documents: ${n} made again, each the same byte by byte`,
}
