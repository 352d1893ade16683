import { z } from 'zod'
import type { Reading } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import { hasKeys } from '../format.ts'
import { readArtifactShape, unreadable } from '../reading.ts'
import { auditReading, lacks, packageUrl } from './audit.ts'
import type { ScanFinding } from './verdict.ts'

const Text = z.string().nullish()
const Frame = z.looseObject({ module: Text, version: Text, package: Text, function: Text })

/** A message of the protocol; of its members one is there. */
const Message = z.looseObject({
  config: z
    .looseObject({
      protocol_version: z.string(),
      scanner_name: Text,
      scanner_version: Text,
      db: Text,
      scan_level: Text,
    })
    .nullish(),
  SBOM: z
    .looseObject({
      modules: z.array(z.looseObject({ path: z.string() })).nullish(),
      roots: z.array(z.string()).nullish(),
    })
    .nullish(),
  progress: z.looseObject({ message: Text }).nullish(),
  osv: z.looseObject({ id: z.string(), aliases: z.array(z.string()).nullish() }).nullish(),
  finding: z.looseObject({ osv: z.string(), trace: z.array(Frame).nullish() }).nullish(),
})
type Message = z.infer<typeof Message>

/** True for messages of which the first is the configuration of a scan. */
export function isGovulncheck(document: unknown): boolean {
  const [first]: unknown[] = Array.isArray(document) ? document : []
  return hasKeys(first, 'config') && hasKeys(first['config'], 'protocol_version', 'scanner_name')
}

/**
 * The messages of `govulncheck -json`, in a row or as a list. Counted is each vulnerability once in each module, whether
 * the code calls it or not: `findings.called` says how many are called. The Go database rates nothing, so every finding is
 * unrated. A finished scan shows its configuration with a database, that it went on, and what it looked at.
 */
export function readGovulncheck(document: unknown): Reading {
  const messages = readArtifactShape('govulncheck', z.array(Message), document)
  if (!messages.ok) return unreadable('govulncheck', messages.findings)
  const config = messages.value.find((each) => each.config)?.config
  const found = foundIn(messages.value)
  const reading = auditReading('govulncheck', {
    dialect: 'govulncheck JSON',
    tool: { name: 'govulncheck', version: config?.scanner_version },
    found: [...found.values()].map(({ scan }) => scan),
    obstacles: obstaclesOf(messages.value),
    targets: messages.value.flatMap(({ SBOM }) => SBOM?.roots ?? []),
  })
  const called = [...found.values()].filter((each) => each.isCalled).length
  return { ...reading, metrics: { ...reading.metrics, 'findings.called': called } }
}

/** By vulnerability and module; it is called when one of its traces begins in a function. */
function foundIn(messages: readonly Message[]): Map<string, { scan: ScanFinding; isCalled: boolean }> {
  const aliases = new Map(messages.flatMap(({ osv }) => (osv ? [[osv.id, osv.aliases ?? []] as const] : [])))
  const found = new Map<string, { scan: ScanFinding; isCalled: boolean }>()
  for (const { finding: each } of messages) {
    if (!each) continue
    const [top] = each.trace ?? []
    const key = JSON.stringify([each.osv, top?.module])
    found.set(key, {
      scan: {
        ids: [...new Set([each.osv, ...(aliases.get(each.osv) ?? [])])],
        rating: 'unrated',
        purl: packageUrl('golang', top?.module, top?.version),
        isVulnerability: true,
      },
      isCalled: Boolean(top?.function) || (found.get(key)?.isCalled ?? false),
    })
  }
  return found
}

function obstaclesOf(messages: readonly Message[]): Finding[] {
  const config = messages.find((each) => each.config)?.config
  const progress = messages.flatMap((each) => each.progress?.message ?? [])
  const modules = messages.reduce((sum, { SBOM }) => sum + (SBOM?.modules?.length ?? 0), 0)
  const hasScanned = modules > 0 || progress.some((text) => /\b[1-9]\d* packages?\b/.test(text.slice(0, 500)))
  const strange = messages.filter((each) => !Object.keys(each).some((key) => MEMBERS.has(key))).length
  return [
    ...(config?.db ? [] : [lacks('govulncheck', 'its configuration with the database')]),
    ...(progress.length > 0 ? [] : [lacks('govulncheck', 'a message of its progress')]),
    ...(hasScanned ? [] : [lacks('govulncheck', 'what it looked at: its modules or packages')]),
    ...(strange > 0 ? [finding('audit.unknown_words', { count: strange })] : []),
  ]
}

const MEMBERS: ReadonlySet<string> = new Set(['config', 'SBOM', 'progress', 'osv', 'finding'])
