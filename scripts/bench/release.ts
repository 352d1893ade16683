import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { canonical } from '#decide/lib/canonical.ts'

/** What the tree of a bench release holds: a dossier alone, or also the evidence that it names. */
export type Load = 'dossiers' | 'evidence'

/** A file of the bench repository. */
export type BenchFile = { path: string; text: string }

export interface BenchRelease {
  tag: string
  title: string
  /** The file of the commit with the code. */
  code: BenchFile
  /** Files of the commit after it, which is tagged: a dossier names the commit its evidence was made from. */
  dossier: (commit: string) => BenchFile[]
}

/** What `release.yaml` holds: text with places for what differs from release to release. */
interface ReleaseTemplate {
  dossier: object
  evidence: { name: string; kind: string; file: string; gates?: string[] }[]
  files: Record<string, { isOfRun: boolean; text: string }>
  run: object
  finding: string
}

const TEMPLATE: ReleaseTemplate = parse(readFileSync(new URL('release.yaml', import.meta.url), 'utf8'), {
  merge: true,
})
const SERVICES = 10

/**
 * The nth release of the bench, of one of ten services in turn. Of eleven releases one lacks an approval, of seven one
 * has a finding. The dossier says the same whether its evidence is in the tree or not.
 */
export function benchRelease(n: number, at: Date, load: Load): BenchRelease {
  const service = `service-${n % SERVICES}`
  const version = `${1 + Math.floor(n / 1000)}.${Math.floor(n / SERVICES) % 100}.${n % SERVICES}`
  const earlier = new Date(at.getTime() - 3_600_000).toISOString()
  const results = n % 7 === 0 ? TEMPLATE.finding.replace('{n}', `${n}`) : ''
  const values = { n: `${n}`, service, version, at: earlier, results }
  const fill = (part: object) => JSON.parse(filled(JSON.stringify(part), n, values))
  const evidence = benchEvidence(n, values)
  const files = evidence.map(({ reference: { path }, text }) => ({ path, text }))
  return {
    tag: `${service}/v${version}`,
    title: `Rounds payouts of market ${n} to whole cents`,
    code: { path: `src/${service}.ts`, text: `export const market = ${n}\n` },
    dossier: (commit) => {
      const references = evidence.map(({ reference, isOfRun }) =>
        isOfRun ? { ...reference, commit, run: fill(TEMPLATE.run) } : reference,
      )
      const document = { ...fill(TEMPLATE.dossier), evidence: references }
      const text = JSON.stringify(approved(document, n, earlier), null, 1)
      return [...(load === 'evidence' ? files : []), { path: 'release/dossier.json', text }]
    },
  }
}

function benchEvidence(n: number, values: Readonly<Record<string, string>>) {
  return TEMPLATE.evidence.map(({ name, kind, file, gates = [] }) => {
    const { isOfRun, text: template } = TEMPLATE.files[file] ?? { isOfRun: false, text: '' }
    const text = filled(template, n, { ...values, name })
    const purpose = `what the ${kind} work of the team shows about this release`
    const bound = { path: `release/evidence/${name}.${file}`, sha256: hash('sha256', text) }
    return { reference: { name, kind, purpose, gates, producer: `npm run ${name}`, ...bound }, isOfRun, text }
  })
}

/** Puts values in their places: `{name}`, or `{n%7}` for the number of the release modulo 7. */
function filled(template: string, n: number, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)(?:%(\d+))?\}/g, (_, name: string, modulus?: string) =>
    modulus === undefined ? (values[name] ?? '') : `${n % Number(modulus)}`,
  )
}

/** Signed by the roles of the default policy, over the digest of all the rest. */
function approved(dossier: object, n: number, at: string): object {
  const roles = n % 11 === 0 ? ['platform-owner'] : ['platform-owner', 'security-owner']
  const binds = { dossierSha256: hash('sha256', canonical(dossier)) }
  const by = (role: string) => ({ role, approver: `Owner of ${role} ${n % 7}`, decision: 'approved' })
  return { ...dossier, approvals: roles.map((role) => ({ ...by(role), at, binds })) }
}
